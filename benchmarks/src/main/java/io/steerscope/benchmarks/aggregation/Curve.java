package io.steerscope.benchmarks.aggregation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.benchmarks.aggregation.ProcessorUse.Threads;

/**
 * A run by tenths of its scores, as a table in Markdown: the rate while they were committed, and what a score cost the
 * processors.
 */
final class Curve {

    private static final double MICROS = 1e6;
    private static final double PERCENT = 100.0;

    private Curve() {}

    /** @param results runs by contender, of which the last one of each is shown */
    static String of(Map<String, List<Run>> results) {
        StringBuilder tables = new StringBuilder();
        results.forEach((title, runs) -> append(tables, title, runs.get(runs.size() - 1)));
        return tables.toString();
    }

    private static void append(StringBuilder table, String title, Run run) {
        table.append("\n%s, microseconds of processor time a score%n%n".formatted(title));
        table.append("| scores committed | scores/s | process ");
        for (Threads kind : Threads.values()) {
            table.append("| ").append(kind.title()).append(' ');
        }
        table.append("| stopped by the collector |\n|---|---|---");
        table.append("|---".repeat(Threads.values().length)).append("|---|\n");
        List<Run.Mark> marks = run.marks();
        for (int i = 1; i < marks.size(); i++) {
            row(table, marks.get(i - 1), marks.get(i));
        }
    }

    private static void row(StringBuilder table, Run.Mark before, Run.Mark after) {
        long scores = after.scores() - before.scores();
        double seconds = after.seconds() - before.seconds();
        table.append(String.format(
                Locale.ROOT,
                "| %d | %.0f | %.1f ",
                after.scores(),
                scores / seconds,
                (after.use().process() - before.use().process()) / scores * MICROS));
        for (Threads kind : Threads.values()) {
            table.append(String.format(
                    Locale.ROOT, "| %.1f ", (after.use().of(kind) - before.use().of(kind)) / scores * MICROS));
        }
        table.append(String.format(
                Locale.ROOT,
                "| %.1f %% |%n",
                (after.use().pauses() - before.use().pauses()) / seconds * PERCENT));
    }
}
