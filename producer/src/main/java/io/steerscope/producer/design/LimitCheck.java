package io.steerscope.producer.design;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.text.VisibleText;

/** Whether the jobs of a design are within the limits of records, before any is written. */
final class LimitCheck {

    private static final long MOST_JOBS = 20_000_000;

    private LimitCheck() {}

    /** @throws IllegalArgumentException with one line that names the option which raises the limit */
    static void check(ExperimentDesign design, RecordLimits limits) {
        GeneratorSettings settings = design.settings();
        atMost("steps", settings.getSteps(), limits.steps(), "raise it with --max-steps");
        atMost("pixels of width", settings.getWidth(), limits.edge(), "raise it with --max-size");
        atMost("pixels of height", settings.getHeight(), limits.edge(), "raise it with --max-size");
        String raise = "raise it with --max-prompt-length";
        String negativePrompt = settings.getNegativePrompt();
        if (negativePrompt != null) {
            atMost("characters of the negative prompt", negativePrompt.length(), limits.promptLength(), raise);
        }
        for (Pair pair : design.pairs().pairs()) {
            int longest = Stream.of(pair.category(), pair.source(), pair.target())
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            atMost("characters of a text of pair " + pair.pairId(), longest, limits.promptLength(), raise);
        }
        for (Map.Entry<String, List<Pair>> category :
                design.plannedPairs().byCategory().entrySet()) {
            atMost(
                    "exemplars of a job of category " + VisibleText.of(category.getKey()),
                    mostExemplars(design, category.getKey(), category.getValue().size()),
                    limits.exemplars(),
                    "take fewer with --pairs-per-category");
        }
        atMost("jobs", design.expectedJobs(), MOST_JOBS, "split the experiment");
    }

    /** A pair does not learn from itself; one that is not planned learns from all that are. */
    private static int mostExemplars(ExperimentDesign design, String category, int planned) {
        int all = Objects.requireNonNull(design.pairs().byCategory().get(category))
                .size();
        return all > planned ? planned : planned - 1;
    }

    private static void atMost(String what, long value, long limit, String remedy) {
        if (value > limit) {
            throw new IllegalArgumentException(
                    "%d %s are more than the limit of %d: %s".formatted(value, what, limit, remedy));
        }
    }
}
