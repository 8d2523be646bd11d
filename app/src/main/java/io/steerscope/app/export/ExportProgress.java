package io.steerscope.app.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.steerscope.app.progress.StageCount;

/** How far the steps of an export are. */
final class ExportProgress {

    private final Map<String, StageCount> counts = new LinkedHashMap<>();
    private final Consumer<List<StageCount>> listener;

    ExportProgress(Consumer<List<StageCount>> listener) {
        this.listener = listener;
    }

    /** Tells that {@code done} of {@code all} things of a step are done; one without things is not told. */
    void show(String step, long done, long all) {
        if (all > 0) {
            counts.put(step, new StageCount(step, done, 0, all));
            listener.accept(List.copyOf(counts.values()));
        }
    }
}
