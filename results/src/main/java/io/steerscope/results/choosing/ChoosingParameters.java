package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.parameter.ParameterTexts;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.SelectionRule;
import io.steerscope.statistics.choosing.SliceReference;

/** The parameters of a question as texts, by name. What cannot be used is an {@link IllegalArgumentException}. */
public final class ChoosingParameters {

    /** What the map is coloured by. */
    public static final String COLOUR = "colour";

    /** Which nodes of the hierarchy an answer about slices holds. */
    public static final String NODES = "nodes";

    /** The nodes that stand out, and no two of which share an image. */
    public static final String REPORTED = "reported";

    /**
     * What a report asks: of each method the kinds of image beyond what their prompts say, and the best of each pair,
     * since the greatest scores of a category are often seeds and strengths of one pair.
     */
    public static final Map<String, String> OF_REPORT =
            Map.of("by", "method", "without_prompt", "true", "rule", "top,best-of-pair");

    private static final String SCORE = "score";
    private static final String RULE = "rule";
    private static final String COUNT = "count";
    private static final String WEIGHT = "weight";
    private static final String DUPLICATE = "duplicate";
    private static final String LEVELS = "levels";
    private static final String WITHOUT_PROMPT = "without_prompt";
    private static final String BY = "by";
    private static final String MIN_SUPPORT = "min_support";
    private static final String MIN_GROUPS = "min_groups";
    private static final String MIN_LIFT = "min_lift";
    private static final String MIN_DROP = "min_drop";
    private static final String REFERENCE = "reference";
    private static final String PERMUTATIONS = "permutations";

    private static final int MOST_IMAGES = 100;
    private static final int MOST_LEVELS = 8;
    private static final int MOST_CLUSTERS = 1_000;
    private static final int MOST_SUPPORT = 1_000_000;
    private static final int MOST_PERMUTATIONS = 999;
    private static final double LARGEST = 1e6;
    private static final List<String> TOGETHER = List.of("all", "method");
    private static final List<String> FLAGS = List.of("false", "true");
    private static final List<String> COLOURS = List.of("score", "margin", "clip", "category", "slice", "seed");
    private static final List<String> WHICH_NODES = List.of(REPORTED, "all");

    private final ParameterTexts texts;

    private ChoosingParameters(ParameterTexts texts) {
        this.texts = texts;
    }

    /** The names of the parameters of what is chosen. */
    public static Set<String> names() {
        return new TreeSet<>(List.of(
                SCORE,
                RULE,
                COUNT,
                WEIGHT,
                DUPLICATE,
                LEVELS,
                WITHOUT_PROMPT,
                BY,
                MIN_SUPPORT,
                MIN_GROUPS,
                MIN_LIFT,
                MIN_DROP,
                REFERENCE,
                PERMUTATIONS));
    }

    /**
     * The question that parameters ask.
     *
     * @param texts by name; those that are not there have their default
     * @throws IllegalArgumentException if one cannot be used; the message is one line
     */
    public static ChoosingQuestion question(Map<String, String> texts) {
        ChoosingParameters parameters = new ChoosingParameters(new ParameterTexts(texts));
        return new ChoosingQuestion(
                parameters.score(),
                parameters.texts.word(WITHOUT_PROMPT, "false", FLAGS).equals("true"),
                parameters.texts.word(BY, "all", TOGETHER).equals("method"),
                parameters.settings());
    }

    /** What a map is coloured by. */
    public static String colour(Map<String, String> texts) {
        return new ParameterTexts(texts).word(COLOUR, "score", COLOURS);
    }

    /** Whether an answer about slices holds all nodes of the hierarchy that can be one. */
    public static boolean isOfAllNodes(Map<String, String> texts) {
        return !new ParameterTexts(texts).word(NODES, REPORTED, WHICH_NODES).equals(REPORTED);
    }

    private @Nullable ImageScore score() {
        return texts.has(SCORE) ? ImageScore.of(texts.word(SCORE, "", ImageScore.ids())) : null;
    }

    private ChoosingSettings settings() {
        return new ChoosingSettings(
                levels(),
                slices(),
                rules(),
                (int) texts.wholeNumber(COUNT, ChoosingSettings.USUAL.count(), 1, MOST_IMAGES),
                texts.number(WEIGHT, 0.0, 1.0, "a number from 0 to 1").orElse(ChoosingSettings.USUAL.weight()),
                texts.number(DUPLICATE, Double.MIN_VALUE, 1.0, "a number above 0 and at most 1")
                        .orElse(ChoosingSettings.USUAL.duplicate()));
    }

    private List<Integer> levels() {
        if (!texts.has(LEVELS)) {
            return ChoosingSettings.USUAL.levels();
        }
        List<Integer> levels = new ArrayList<>();
        for (String text : texts.list(LEVELS, "")) {
            levels.add((int) texts.wholeNumber(LEVELS, text, 1, MOST_CLUSTERS));
        }
        if (levels.size() > MOST_LEVELS) {
            throw texts.refused(LEVELS, "at most %d numbers".formatted(MOST_LEVELS));
        }
        return levels;
    }

    private Set<SelectionRule> rules() {
        EnumSet<SelectionRule> rules = EnumSet.noneOf(SelectionRule.class);
        List<String> names = Arrays.stream(SelectionRule.values())
                .map(rule -> rule.id().replace('_', '-'))
                .toList();
        for (String word : texts.words(RULE, "spread", names)) {
            rules.add(SelectionRule.values()[names.indexOf(word)]);
        }
        return rules;
    }

    private ChoosingSettings.Slices slices() {
        ChoosingSettings.Slices usual = ChoosingSettings.Slices.USUAL;
        OptionalDouble minLift = texts.number(MIN_LIFT, 0.0, LARGEST, "a number of at least 0");
        OptionalDouble minDrop = texts.number(MIN_DROP, 0.0, LARGEST, "a number of at least 0");
        SliceReference reference = SliceReference.valueOf(
                texts.word(REFERENCE, "all", references()).toUpperCase(Locale.ROOT));
        int permutations = (int) texts.wholeNumber(PERMUTATIONS, 0, 0, MOST_PERMUTATIONS);
        if (permutations > 0 && reference == SliceReference.PARENT) {
            throw new IllegalArgumentException("permutations need a reference other than parent");
        }
        return new ChoosingSettings.Slices(
                (int) texts.wholeNumber(MIN_SUPPORT, usual.minSupport(), 2, MOST_SUPPORT),
                (int) texts.wholeNumber(MIN_GROUPS, usual.minGroups(), 1, MOST_SUPPORT),
                minLift.isPresent() ? Double.valueOf(minLift.getAsDouble()) : usual.minLift(),
                minDrop.isPresent() ? Double.valueOf(minDrop.getAsDouble()) : null,
                reference,
                permutations,
                usual.permutationSeed());
    }

    private static List<String> references() {
        return Arrays.stream(SliceReference.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
