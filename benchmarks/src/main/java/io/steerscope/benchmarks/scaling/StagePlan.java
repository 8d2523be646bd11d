package io.steerscope.benchmarks.scaling;

import java.util.List;

/**
 * What is done with one stage on topics of its own.
 *
 * @param name of the stage, as {@code --stages} has it
 * @param title for people
 * @param role which stage
 * @param waits whether its model waits instead of computing
 * @param isStatic whether each member has a {@code group.instance.id}
 * @param levels how many workers there are, one number after another
 * @param changes what is done afterwards, one after another
 */
record StagePlan(
        String name,
        String title,
        Role role,
        boolean waits,
        boolean isStatic,
        List<Integer> levels,
        List<Change> changes) {

    /** What is done to the worker that joined last. */
    enum Change {
        TERM,
        KILL,
        RESTART
    }

    StagePlan {
        levels = List.copyOf(levels);
        changes = List.copyOf(changes);
    }

    /** How many times as long as others it is measured: a batch of a model that makes images takes a second or more. */
    int patience() {
        return waits || role == Role.SCORER ? 1 : 2;
    }

    /** All stages in their order. */
    static List<StagePlan> all(ScaleOutSettings settings) {
        String waiting = "a model that waits %d ms for a batch of %d"
                .formatted(settings.batchTime().toMillis(), settings.batch());
        List<Change> leaving = List.of(Change.TERM, Change.KILL);
        List<Integer> upToPartitions = settings.levels().stream()
                .filter(level -> level <= settings.partitions())
                .toList();
        return List.of(
                new StagePlan(
                        "cpu-scorers",
                        "Scorers, CPU-bound: `score` with toybox-clip, one thread and one core each",
                        Role.SCORER,
                        false,
                        false,
                        List.of(1, 2, 3),
                        leaving),
                new StagePlan(
                        "cpu-generators",
                        "Generators, CPU-bound: `generate` with toybox-sdxl in float32, one thread and one core each",
                        Role.GENERATOR,
                        false,
                        false,
                        List.of(1, 2),
                        List.of(Change.KILL)),
                new StagePlan(
                        "waiting-scorers",
                        "Scorers, device-bound: " + waiting,
                        Role.SCORER,
                        true,
                        false,
                        settings.levels(),
                        leaving),
                new StagePlan(
                        "waiting-generators",
                        "Generators, device-bound: " + waiting,
                        Role.GENERATOR,
                        true,
                        false,
                        upToPartitions,
                        leaving),
                new StagePlan(
                        "restarts",
                        "Scorers, device-bound, started again",
                        Role.SCORER,
                        true,
                        false,
                        List.of(2),
                        List.of(Change.RESTART)),
                new StagePlan(
                        "static-restarts",
                        "Scorers, device-bound, with group.instance.id, started again",
                        Role.SCORER,
                        true,
                        true,
                        List.of(2),
                        List.of(Change.RESTART)));
    }
}
