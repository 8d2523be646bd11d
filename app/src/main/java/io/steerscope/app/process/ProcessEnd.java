package io.steerscope.app.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * How this process ends: with its status, soon, and never under a native call.
 *
 * <p>In order, if it can: what is under way in the models gets a short while to end, no new call begins, and the
 * process exits. If it cannot, the process ends at once, and the operating system tidies up.
 */
public final class ProcessEnd {

    private static final Duration CALLS = Duration.ofSeconds(2);
    private static final Duration HOOKS = Duration.ofSeconds(10);

    private static final ProcessEnd THIS = new ProcessEnd();

    private final AtomicInteger status = new AtomicInteger(1);
    private final StopRequests stops = new StopRequests(this);

    private ProcessEnd() {}

    /** That of this process. */
    public static ProcessEnd ofThisProcess() {
        return THIS;
    }

    /** Takes over the end of the process and its signals. Asked for once, by the main method. */
    public void takeOver() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endCalls, "end-of-native-calls"));
        stops.listen();
    }

    /** The signals that ask this process to end. */
    public StopRequests stops() {
        return stops;
    }

    /**
     * Ends the process, after its output is written and its hooks have run, but within some seconds. Does not return.
     *
     * @param requested the exit status, unless a signal asked for the end
     */
    public void exit(int requested) {
        status.set(stops.status().orElse(requested));
        DaemonThreads.of("end-of-process", this::endLate).start();
        flush();
        System.exit(status.get());
    }

    /** Ends the process at once, after its output is written. Does not return. */
    public void exitNow(int exitStatus) {
        flush();
        TorchRuntime.exitNow(exitStatus);
    }

    private void endCalls() {
        if (!TorchRuntime.endCalls(CALLS)) {
            TorchRuntime.exitNow(status.get());
        }
    }

    private void endLate() {
        try {
            TimeUnit.NANOSECONDS.sleep(HOOKS.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TorchRuntime.exitNow(status.get());
    }

    private static void flush() {
        System.out.flush();
        System.err.flush();
    }
}
