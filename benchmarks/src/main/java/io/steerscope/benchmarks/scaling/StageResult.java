package io.steerscope.benchmarks.scaling;

import java.util.List;

/**
 * What was measured of one stage.
 *
 * @param plan what was done
 * @param levels by number of workers
 * @param changes joins and leaves
 * @param records what a reader found at the end
 */
record StageResult(StagePlan plan, List<LevelRow> levels, List<ChangeRow> changes, RecordCheck records) {

    StageResult {
        levels = List.copyOf(levels);
        changes = List.copyOf(changes);
    }
}
