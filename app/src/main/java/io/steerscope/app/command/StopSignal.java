package io.steerscope.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.steerscope.inference.torch.TorchRuntime;

/**
 * Ctrl-C or SIGTERM as an event. While it is installed the process stays alive after the signal until {@link #close()},
 * so that a command can end its work in order; {@code kill -9} stays the way out.
 */
final class StopSignal implements AutoCloseable {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hold, "stop-signal");

    private StopSignal() {}

    /** Starts listening. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void hold() {
        requested.countDown();
        try {
            finished.await();
            TorchRuntime.endCalls();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was told to stop. */
    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until the process is told to stop. */
    void await() throws InterruptedException {
        requested.await();
    }

    /** Waits for a while; true as soon as the process was told to stop. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return requested.await(time, unit);
    }

    /** Lets the process end. */
    @Override
    public void close() {
        finished.countDown();
        if (!isRequested()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came in between; the hook has nothing left to wait for.
            }
        }
    }
}
