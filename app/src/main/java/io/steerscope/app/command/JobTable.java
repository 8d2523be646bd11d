package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.text.VisibleText;

/** The first and the last of many images, in the order in which they are made or read. */
final class JobTable {

    private static final int AT_EACH_END = 3;

    /** What there is to say of an image. */
    private record Row(
            String pair, String category, String method, double alpha, long seed, String source, String target) {

        List<String> cells(int number) {
            return List.of(
                    Numbers.count(number),
                    VisibleText.of(pair),
                    VisibleText.of(category),
                    VisibleText.of(method),
                    "alpha " + RecordKeys.alphaText(alpha),
                    "seed " + seed,
                    source.isEmpty() ? quoted(target) : quoted(source) + " -> " + quoted(target));
        }
    }

    private JobTable() {}

    /** Whole, as prompts of a pair often differ at their ends. */
    private static String quoted(String prompt) {
        return '"' + VisibleText.of(prompt) + '"';
    }

    static List<String> lines(ExperimentDesign design) {
        return lines(ExperimentPlan.of(design).jobs().stream()
                .map(job -> new Row(
                        job.getIdentity().getPairId(),
                        job.getCategory(),
                        job.getIdentity().getMethod(),
                        job.getIdentity().getAlpha(),
                        job.getIdentity().getSeed(),
                        job.getSource(),
                        job.getTarget()))
                .toList());
    }

    static List<String> lines(ImageSet set) {
        return lines(set.images().stream()
                .map(image -> new Row(
                        image.pair().pairId(),
                        image.pair().category(),
                        image.method(),
                        image.alpha(),
                        image.seed(),
                        image.pair().source(),
                        image.pair().target()))
                .toList());
    }

    private static List<String> lines(List<Row> rows) {
        List<List<String>> shown = IntStream.range(0, rows.size())
                .filter(i -> i < AT_EACH_END || i >= rows.size() - AT_EACH_END)
                .mapToObj(i -> rows.get(i).cells(i + 1))
                .toList();
        List<String> lines = new ArrayList<>();
        for (List<String> cells : shown) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < cells.size(); column++) {
                int at = column;
                int width = shown.stream()
                        .mapToInt(row -> row.get(at).length())
                        .max()
                        .orElse(0);
                String format =
                        column == 0 ? "%" + width + "s" : column == cells.size() - 1 ? "  %s" : "  %-" + width + "s";
                line.append(String.format(Locale.ROOT, format, cells.get(column)));
            }
            lines.add(line.toString());
            if (lines.size() == AT_EACH_END && rows.size() > 2 * AT_EACH_END) {
                lines.add("...");
            }
        }
        return lines;
    }
}
