package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.alignment.AlignmentFigures;
import io.steerscope.results.alignment.AlignmentWords;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.HeatMap.Outcome;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.report.ReportSections.OfMethod;

/**
 * A method under a scorer in one short line.
 *
 * @param anchor id of the section that says more of it
 * @param name the method
 * @param words in which cells it works, and by how much it exceeds the control
 */
public record MethodLine(String anchor, String name, String words) {

    /** A line for each method and scorer. */
    public static List<MethodLine> of(ReportDocument report, ReportSections sections) {
        return sections.methods().stream()
                .map(one -> new MethodLine(
                        one.section().id(),
                        one.method().method(),
                        report.isOfAlignment() ? alignment(one) : margins(report, one)))
                .toList();
    }

    private static String alignment(OfMethod one) {
        return AlignmentWords.headline(
                one.scorer().scorerId(), one.method().method(), AlignmentFigures.of(one.method()));
    }

    private static String margins(ReportDocument report, OfMethod one) {
        CellValues values = CellValues.of(report, one);
        Map<String, Integer> others = new LinkedHashMap<>();
        SortedMap<Double, Counts> byAlpha = new TreeMap<>();
        Counts all = Counts.NONE;
        for (var cell : values.cells().entrySet()) {
            Outcome outcome = cell.getValue().outcome();
            if (outcome != null) {
                boolean works = outcome.sign() == HeatMap.Sign.TICK;
                all = all.plus(works);
                byAlpha.merge(cell.getKey().alpha(), Counts.NONE.plus(works), Counts::plus);
                if (!works) {
                    others.merge(outcome.words(), 1, Integer::sum);
                }
            }
        }
        String judged =
                report.scorers().size() > 1 ? ", judged by " + one.scorer().scorerId() + "," : "";
        if (all.cells() == 0) {
            return judged + " has no cell that can be judged.";
        }
        List<String> parts = new ArrayList<>();
        parts.add("%s works in %d of %s".formatted(judged, all.works(), Numbers.count(all.cells(), "cell"))
                + (byAlpha.size() > 1 && all.works() > 0 ? " (" + alphas(byAlpha) + ")" : ""));
        others.forEach((words, cells) -> parts.add("%s in %d".formatted(words, cells)));
        String contrast = Contrasts.briefly(
                report.analyses(), one.scorer().scorerId(), one.method().method());
        return String.join(", ", parts) + (contrast.isEmpty() ? "." : "; " + contrast + ".");
    }

    private static String alphas(SortedMap<Double, Counts> byAlpha) {
        List<String> parts = new ArrayList<>();
        byAlpha.forEach(
                (alpha, counts) -> parts.add("%d of %d at α %s".formatted(counts.works(), counts.cells(), alpha)));
        return String.join(", ", parts);
    }

    private record Counts(int works, int cells) {

        static final Counts NONE = new Counts(0, 0);

        Counts plus(boolean works) {
            return new Counts(this.works + (works ? 1 : 0), cells + 1);
        }

        Counts plus(Counts other) {
            return new Counts(works + other.works, cells + other.cells);
        }
    }
}
