package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.parameter.ParameterTexts;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.embedding.GaussianKernel;

/** The parameters of a question as texts, by name. What cannot be used is an {@link IllegalArgumentException}. */
public final class DiversityParameters {

    /** Intervals once an experiment is finished, as its report has them. */
    public static final Map<String, String> OF_REPORT = Map.of("intervals", "finished");

    private static final String CONDITION = "condition";
    private static final String RIDGE = "ridge";
    private static final String KERNEL = "kernel";
    private static final String SIGMA = "sigma";
    private static final String FEATURES = "features";
    private static final String FEATURE_SEED = "feature_seed";
    private static final String ORDER = "order";
    private static final String LOSS = "diversity_loss";
    private static final String INTERVALS = "intervals";
    private static final String PERMUTATIONS = "permutations";

    private static final List<String> CONDITIONS = List.of("pair", "target", "source", "none");
    private static final List<String> KERNELS = List.of("cosine", "gaussian");
    private static final double USUAL_RIDGE = 0.001;
    private static final double USUAL_LOSS = 0.1;
    private static final double LARGEST = 1e6;
    private static final int MOST_RIDGES = 8;
    private static final int MOST_FEATURES = 1_024;

    /** The exact kernel takes time with the cube of the images: of so many some seconds. */
    private static final int MOST_EXACT = 1_024;

    private static final int MOST_PERMUTATIONS = 999;

    private final ParameterTexts texts;

    private DiversityParameters(ParameterTexts texts) {
        this.texts = texts;
    }

    /** The names of the parameters. */
    public static Set<String> names() {
        return new TreeSet<>(
                List.of(CONDITION, RIDGE, KERNEL, SIGMA, FEATURES, FEATURE_SEED, ORDER, LOSS, INTERVALS, PERMUTATIONS));
    }

    /**
     * The question that parameters ask.
     *
     * @param texts by name; those that are not there have their default
     * @throws IllegalArgumentException if one cannot be used; the message is one line
     */
    public static DiversityQuestion question(
            @Nullable String category, @Nullable Double alpha, Map<String, String> texts) {
        DiversityParameters parameters = new DiversityParameters(new ParameterTexts(texts));
        List<Condition> conditions = parameters.conditions();
        List<String> kernels = parameters.texts.words(KERNEL, "cosine", KERNELS);
        int permutations = (int) parameters.texts.wholeNumber(PERMUTATIONS, 0, 0, MOST_PERMUTATIONS);
        if (permutations > 0 && conditions.isEmpty()) {
            throw new IllegalArgumentException("permutations need a condition other than none");
        }
        return new DiversityQuestion(
                category,
                alpha,
                conditions,
                parameters.ridges(),
                kernels.contains("cosine"),
                parameters.gaussian(kernels.contains("gaussian")),
                parameters.order(),
                parameters.loss(),
                parameters.intervals(),
                permutations);
    }

    /** The conditions; none of {@code none}. */
    private List<Condition> conditions() {
        List<String> words = texts.words(CONDITION, "pair", CONDITIONS);
        if (words.contains("none")) {
            if (words.size() > 1) {
                throw new IllegalArgumentException("condition=none stands alone");
            }
            return List.of();
        }
        return words.stream()
                .map(word -> Condition.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private List<Double> ridges() {
        Set<Double> ridges = new LinkedHashSet<>();
        for (String text : texts.list(RIDGE, String.valueOf(USUAL_RIDGE))) {
            ridges.add(texts.number(RIDGE, text, 0.0, LARGEST, "a number from 0 to 1000000"));
        }
        if (ridges.size() > MOST_RIDGES) {
            throw texts.refused(RIDGE, "at most %d numbers".formatted(MOST_RIDGES));
        }
        return new ArrayList<>(ridges);
    }

    private DiversitySettings.@Nullable Gaussian gaussian(boolean isAsked) {
        if (!isAsked) {
            for (String name : List.of(SIGMA, FEATURES, FEATURE_SEED)) {
                if (texts.has(name)) {
                    throw new IllegalArgumentException(name + " is of kernel=gaussian alone");
                }
            }
            return null;
        }
        double sigma = texts.number(SIGMA, Double.MIN_VALUE, LARGEST, "a number above 0")
                .orElseThrow(() -> new IllegalArgumentException("kernel=gaussian needs sigma, its width, such as 0.8"
                        + " (distances of unit vectors are at most 2)"));
        return new DiversitySettings.Gaussian(
                new GaussianKernel(sigma),
                (int) texts.wholeNumber(FEATURES, 0, 1, MOST_FEATURES),
                texts.wholeNumber(FEATURE_SEED, 1, Long.MIN_VALUE, Long.MAX_VALUE),
                MOST_EXACT);
    }

    private OptionalDouble order() {
        return texts.number(ORDER, 0.0, LARGEST, "a number of at least 0");
    }

    private double loss() {
        return texts.number(LOSS, 0.0, Math.nextDown(1.0), "a number of at least 0 and below 1")
                .orElse(USUAL_LOSS);
    }

    private DiversityQuestion.Intervals intervals() {
        String text = texts.word(INTERVALS, "auto", List.of("auto", "true", "false", "finished"));
        return DiversityQuestion.Intervals.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
