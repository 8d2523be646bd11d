package io.steerscope.app.process;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM. The first asks the command to end its work in order, if it listens, and ends the process if it
 * does not; the second ends the process at once.
 */
public final class StopRequests {

    private static final int FIRST_SIGNAL_STATUS = 128;

    private final ProcessEnd end;
    private final AtomicInteger signal = new AtomicInteger();
    private final AtomicReference<@Nullable Runnable> listener = new AtomicReference<>();

    StopRequests(ProcessEnd end) {
        this.end = end;
    }

    /** Begins to receive signals in place of the virtual machine. */
    void listen() {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signals.handle(name, this::received);
        }
    }

    /** Tells {@code stop} of the first signal from now on, at once if it has come already; null ends this. */
    public void tell(@Nullable Runnable stop) {
        listener.set(stop);
        if (stop != null && signal.get() != 0) {
            stop.run();
        }
    }

    /** The exit status that a signal gives the process, if one has come. */
    OptionalInt status() {
        int number = signal.get();
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(FIRST_SIGNAL_STATUS + number);
    }

    private void received(int number) {
        if (!signal.compareAndSet(0, number)) {
            end.exitNow(FIRST_SIGNAL_STATUS + number);
            return;
        }
        Runnable stop = listener.get();
        if (stop == null) {
            end.exit(FIRST_SIGNAL_STATUS + number);
        } else {
            stop.run();
        }
    }
}
