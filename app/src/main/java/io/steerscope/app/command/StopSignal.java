package io.steerscope.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.steerscope.app.process.ProcessEnd;

/**
 * Ctrl-C or SIGTERM as an event. While it is installed the process stays alive after the first signal, so that a
 * command can end its work in order; a second signal ends the process at once.
 */
final class StopSignal implements AutoCloseable {

    private final CountDownLatch requested = new CountDownLatch(1);

    private StopSignal() {}

    /** Starts listening. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        ProcessEnd.ofThisProcess().stops().tell(signal.requested::countDown);
        return signal;
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

    /** From now on a signal ends the process. */
    @Override
    public void close() {
        ProcessEnd.ofThisProcess().stops().tell(null);
    }
}
