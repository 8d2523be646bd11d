package io.steerscope.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;

/** Progress that is shown only of what takes longer than a person waits for without asking. */
final class SlowProgress {

    private static final Duration UNASKED = Duration.ofSeconds(2);

    private final ProgressDisplay display;
    private final long began = System.nanoTime();
    private List<StageCount> shown = List.of();

    /** @param out where it is shown if it is */
    SlowProgress(PrintWriter out) {
        this.display = new ProgressDisplay(out, Terminal.isStandardError());
    }

    /** Shows how far a stage is; one that is whole is shown if it was before. */
    void show(StageCount count) {
        long now = System.nanoTime();
        boolean isFirst = shown.isEmpty() || !shown.get(0).stage().equals(count.stage());
        if (now - began < UNASKED.toNanos() || isFirst && count.isComplete()) {
            return;
        }
        shown = List.of(count);
        if (count.isComplete()) {
            display.finish(shown);
        } else {
            display.show(shown, now);
        }
    }
}
