package io.steerscope.app.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far an image is. On a terminal, one line that is written again for every step; elsewhere a line of its own every
 * ten seconds, so that a short command prints nothing.
 */
public final class StepDisplay {

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long start;
    private long lastLine;

    /**
     * @param terminal whether {@code out} is a terminal
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public StepDisplay(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastLine = start;
    }

    /** The first step begins now. */
    public void begin() {
        start = nanoTime.getAsLong();
        lastLine = start;
    }

    /** A step is done. */
    public void stepDone(int done, int steps) {
        long now = nanoTime.getAsLong();
        String line = String.format(
                Locale.ROOT, "step %d of %d, %.2f s per step", done, steps, (now - start) / NANOS_PER_SECOND / done);
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
        } else if (now - lastLine >= LINE_INTERVAL.toNanos()) {
            out.println(line);
            out.flush();
            lastLine = now;
        }
    }

    /** The image is made. */
    public void end() {
        if (terminal) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
