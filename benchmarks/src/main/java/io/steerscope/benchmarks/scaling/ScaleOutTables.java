package io.steerscope.benchmarks.scaling;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** The results of a stage as tables in Markdown. */
final class ScaleOutTables {

    private static final List<String> LEVELS = List.of(
            "workers",
            "after",
            "processes",
            "records/s",
            "of N single workers",
            "transactions/s",
            "commit, ms (mean)",
            "workers, cores",
            "broker, cores",
            "broker, ms a transaction",
            "broker, ms a record",
            "fewest records behind in a partition");
    private static final List<String> CHANGES = List.of(
            "change",
            "start to member, s",
            "member to first commit, s",
            "signal to end, s",
            "longest gap of the others at rest, ms",
            "while it starts, ms",
            "as it joins or leaves, ms",
            "first of its partitions served again after, s",
            "all after, s");

    private ScaleOutTables() {}

    /** Prints both tables of a stage and what was found at the end. */
    static void print(StageResult result, PrintStream out) {
        out.println("### " + result.plan().title() + "\n");
        header(LEVELS, out);
        double single = result.levels().stream()
                .filter(row -> row.workers() == 1)
                .mapToDouble(LevelRow::perSecond)
                .findFirst()
                .orElse(Double.NaN);
        result.levels().forEach(row -> row(level(row, single), out));
        out.println();
        header(CHANGES, out);
        result.changes().forEach(row -> row(change(row), out));
        RecordCheck records = result.records();
        out.printf(
                Locale.ROOT,
                "%nInputs committed: %d; results lost: %d, doubled: %d; dead letters: %d.%n%n",
                records.inputs(),
                records.lost(),
                records.doubled(),
                records.deadLetters());
        out.flush();
    }

    /** @param single records a second of one worker; not a number where that was not measured */
    static List<String> level(LevelRow row, double single) {
        return List.of(
                Integer.toString(row.workers()),
                row.how(),
                Integer.toString(row.processes()),
                number("%.1f", row.perSecond()),
                number("%.2f", row.perSecond() / (row.workers() * single)),
                number("%.1f", row.transactions()),
                number("%.1f", row.commitMillis()),
                number("%.2f", row.workerCores()),
                number("%.2f", row.brokerCores()),
                number("%.1f", row.brokerCores() / row.transactions() * 1e3),
                number("%.2f", row.brokerCores() / row.perSecond() * 1e3),
                Long.toString(row.behind()));
    }

    private static List<String> change(ChangeRow row) {
        return List.of(
                row.what(),
                number("%.1f", row.toMember()),
                number("%.1f", row.toCommit()),
                number("%.1f", row.toEnd()),
                number("%.0f", row.gapAtRest()),
                number("%.0f", row.gapStarting()),
                number("%.0f", row.gapChanging()),
                number("%.1f", row.firstServed()),
                number("%.1f", row.allServed()));
    }

    private static String number(String format, @Nullable Double value) {
        return value == null || !Double.isFinite(Objects.requireNonNull(value))
                ? "-"
                : String.format(Locale.ROOT, format, value);
    }

    private static void header(List<String> names, PrintStream out) {
        row(names, out);
        out.println("|" + "---|".repeat(names.size()));
    }

    private static void row(List<String> cells, PrintStream out) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
