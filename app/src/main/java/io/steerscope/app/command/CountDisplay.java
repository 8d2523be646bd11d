package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.List;

import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;

/** Shows how far one part of a command is, several times a second at most. */
final class CountDisplay {

    private static final long INTERVAL_NANOS = 200_000_000;

    private final String what;
    private final ProgressDisplay display;
    private List<StageCount> counts = List.of();
    private long shown = System.nanoTime() - INTERVAL_NANOS;

    /** @param what is counted */
    CountDisplay(String what, PrintWriter err) {
        this.what = what;
        this.display = new ProgressDisplay(err, Terminal.isStandardError());
    }

    void show(long done, long total) {
        counts = List.of(new StageCount(what, done, 0, total));
        long now = System.nanoTime();
        if (now - shown >= INTERVAL_NANOS) {
            shown = now;
            display.show(counts, now);
        }
    }

    /** Shows the count for the last time. */
    void finish() {
        if (!counts.isEmpty()) {
            display.finish(counts);
        }
    }
}
