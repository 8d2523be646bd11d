package io.steerscope.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.schemas.text.VisibleText;

/** What a dry run prints, section by section. */
final class DryRunText {

    private static final List<Double> EFFECTS = List.of(0.0, 0.25, 0.5, 1.0);

    private final PrintWriter out;

    DryRunText(PrintWriter out) {
        this.out = out;
    }

    void section(String name, List<String> lines) {
        out.println(name);
        lines.forEach(line -> out.println(line.isEmpty() ? "" : "  " + line));
        out.println();
        out.flush();
    }

    void title(String experimentId) {
        out.println("experiment " + experimentId + ", looked at before it is run; nothing is written\n");
        out.flush();
    }

    void images(ExperimentDesign design) {
        List<String> lines = new ArrayList<>();
        lines.add(PlannedImages.line(design));
        lines.add("alphas %s; seeds %s"
                .formatted(
                        list(design.alphas().stream().map(String::valueOf).toList()),
                        list(design.seeds().stream().map(String::valueOf).toList())));
        lines.addAll(ImageTable.of(design).lines());
        section("images", lines);
    }

    void images(ImageSet set) {
        List<String> lines = new ArrayList<>(List.of(PlannedImages.line(set)));
        lines.addAll(ImageTable.of(set).lines());
        section("images", lines);
    }

    void effects(ExperimentDesign design) {
        List<String> lines = new ArrayList<>(PlannedImages.effects(design));
        StopWhenDecided stop = design.stop();
        if (stop != null) {
            lines.addAll(forecast(design, stop));
        }
        section("effects", lines);
    }

    void jobs(ExperimentDesign design) {
        section("first and last jobs", JobTable.lines(design));
    }

    void jobs(ImageSet set) {
        section("first and last images", JobTable.lines(set));
    }

    /** What {@code plan --stop when-decided} says of the categories with the fewest and the most pairs. */
    private static List<String> forecast(ExperimentDesign design, StopWhenDecided stop) {
        List<Long> pairs = design.pairs().byCategory().values().stream()
                .map(members -> (long) members.size())
                .filter(size -> size >= 2)
                .sorted()
                .toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        EffectThreshold smallest = design.smallestEffect();
        boolean isKnown = smallest != null && smallest.unit() == EffectThreshold.Unit.STANDARD_DEVIATION;
        long cells = (long) design.pairs().byCategory().size() * design.alphas().size();
        List<String> lines = new ArrayList<>();
        if (smallest != null && !isKnown) {
            lines.add("how often a cell does not reach %s is not forecast: that takes it in standard deviations"
                    .formatted(smallest.text()));
        }
        StoppingForecasts.of(
                        List.of(pairs.get(0), pairs.get(pairs.size() - 1)).stream()
                                .distinct()
                                .toList(),
                        List.of(cells),
                        EFFECTS,
                        stop.level(),
                        smallest != null && isKnown ? smallest.value() : null,
                        stop.fewestItems())
                .table()
                .lines()
                .forEach(lines::add);
        return lines;
    }

    /** The first of many and how many there are. */
    private static String list(List<String> values) {
        return values.size() <= 12
                ? String.join(", ", values)
                : String.join(", ", values.subList(0, 12)) + ", ... (%d)".formatted(values.size());
    }

    /** Bytes as a person says them. */
    static String bytes(long bytes) {
        return bytes >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** A time that is no better known than by two digits. */
    static String about(Duration duration) {
        return "about " + ProgressDisplay.time(duration);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String visible(String text) {
        return VisibleText.of(text);
    }
}
