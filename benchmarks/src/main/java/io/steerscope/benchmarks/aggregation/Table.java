package io.steerscope.benchmarks.aggregation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The runs of all contenders as a table in Markdown: medians, and of the rate also the slowest and fastest round. */
final class Table {

    private static final double MICROS = 1e6;

    private Table() {}

    /** @param results runs by contender; the first contender is what the others are compared with */
    static String of(Map<String, List<Run>> results) {
        StringBuilder table = new StringBuilder();
        table.append("| what | scores/s | of the count by key | stream thread, us a score | process, us a score "
                + "| scores/s while the first tenth, the middle and the last tenth were committed |\n");
        table.append("|---|---|---|---|---|---|\n");
        double reference = 0.0;
        for (Map.Entry<String, List<Run>> entry : results.entrySet()) {
            List<Run> runs = entry.getValue();
            double rate = median(runs, Run::perSecond);
            reference = reference == 0.0 ? rate : reference;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f (%.0f to %.0f) | %.2f | %.1f | %.1f | %s, %s, %s |%n",
                    entry.getKey(),
                    rate,
                    runs.stream().mapToDouble(Run::perSecond).min().orElseThrow(),
                    runs.stream().mapToDouble(Run::perSecond).max().orElseThrow(),
                    rate / reference,
                    median(runs, run -> run.streamThread() / run.scores() * MICROS),
                    median(runs, run -> run.process() / run.scores() * MICROS),
                    window(runs, 0.01, 0.1),
                    window(runs, 0.45, 0.55),
                    window(runs, 0.9, 1.0)));
        }
        return table.toString();
    }

    /** A rate, or a dash where so few scores were committed at once that there is none. */
    private static String window(List<Run> runs, double from, double to) {
        double rate = median(runs, run -> run.perSecond(from, to));
        return Double.isFinite(rate) ? String.format(Locale.ROOT, "%.0f", rate) : "-";
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
