package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.CategorySelection;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.Selection;
import io.steerscope.statistics.choosing.SelectionRule;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceAnalysis;
import io.steerscope.statistics.choosing.SliceDescription;

/** What was found by field name: {@code null} is what the data do not determine. */
public final class ChoosingFields {

    /** Name of the only group of images where these have no categories. */
    public static final String OVERALL = "overall";

    private ChoosingFields() {}

    /**
     * How slices are tested and images selected.
     *
     * @param sd standard deviation of the scores about the reference; null where there are none
     */
    public static Map<String, Object> rule(ChoosingSettings settings, @Nullable Double sd) {
        ChoosingSettings.Slices slices = settings.slices();
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("null", "scores are exchangeable over the images of the reference but for their groups");
        rule.put("test", "two-sided normal, variance of sampling without replacement times the design effect");
        rule.put("multiplicity", "Benjamini-Hochberg over all slices of the reference");
        rule.put("level", ChoosingSettings.Slices.LEVEL);
        rule.put("reference", slices.reference().name().toLowerCase(Locale.ROOT));
        rule.put("min_support", slices.minSupport());
        rule.put("min_groups", slices.minGroups());
        rule.put("min_lift", slices.leastLift(sd));
        if (slices.minDrop() != null) {
            rule.put("min_drop", slices.minDrop());
            rule.put("min_drop_is", "not tested");
        }
        if (slices.permutations() > 0) {
            rule.put("permutations", slices.permutations());
            rule.put("permutation_seed", slices.permutationSeed());
        }
        rule.put("count", settings.count());
        rule.put("weight", settings.weight());
        rule.put("duplicate", settings.duplicate());
        return checked(rule);
    }

    /** What was found, without the map. */
    public static Map<String, Object> of(ChoosingResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", result.images().size());
        fields.put("missing_scores", result.missing());
        if (result.sampled() > 0) {
            fields.put("sampled", result.sampled());
        }
        fields.put("images", result.images().stream().map(CandidateImage::key).toList());
        fields.put("levels", levels(result));
        fields.put("slices", slices(result));
        fields.put("selection", selection(result));
        fields.put("near_duplicates", nearDuplicates(result));
        fields.put("near_duplicates_left_out", result.left());
        return fields;
    }

    /** The cluster of each image in key order, by number of clusters. */
    public static Map<String, Object> levels(ChoosingResult result) {
        Map<String, Object> levels = new LinkedHashMap<>();
        result.levels()
                .forEach((clusters, labels) -> levels.put(
                        Integer.toString(clusters), IntStream.of(labels).boxed().toList()));
        return levels;
    }

    /** The slices. */
    public static Map<String, Object> slices(ChoosingResult result) {
        SliceAnalysis analysis = result.slices();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", analysis.n());
        fields.put("mean", analysis.mean());
        fields.put("sd", analysis.sd());
        fields.put("intraclass_correlation", analysis.intraclassCorrelation());
        fields.put("tau2", analysis.tau2());
        fields.put("candidates", analysis.slices().size());
        fields.put(
                "slices",
                analysis.slices().stream().map(slice -> slice(slice, result)).toList());
        return checked(fields);
    }

    /** A slice. */
    public static Map<String, Object> slice(Slice slice, ChoosingResult result) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("height", slice.height());
        fields.put(
                "members", IntStream.of(slice.members()).mapToObj(result::key).toList());
        fields.put("support", slice.support());
        fields.put("pairs", slice.groups());
        fields.put("mean", slice.mean());
        fields.put("lift", slice.lift());
        fields.put("design_effect", slice.designEffect());
        fields.put("se", slice.se());
        fields.put("z", slice.z());
        fields.put("p_two_sided", slice.p());
        fields.put("q_bh", slice.q());
        if (slice.permutationP() != null) {
            fields.put("p_permutation", slice.permutationP());
        }
        fields.put("shrunken_lift", slice.shrunkenLift());
        fields.put("interval95", List.of(slice.low(), slice.high()));
        fields.put("selected", slice.selected());
        fields.put("reported", slice.reported());
        if (slice.meetsMinDrop() != null) {
            fields.put("meets_min_drop", slice.meetsMinDrop());
        }
        SliceDescription description = slice.description();
        if (description != null) {
            fields.put("medoid", result.key(description.medoid()));
            fields.put(
                    "nearest", description.nearest().stream().map(result::key).toList());
            fields.put(
                    "over_represented",
                    description.traits().stream().map(ChoosingFields::trait).toList());
        }
        return checked(fields);
    }

    private static Map<String, Object> trait(SliceDescription.Trait trait) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", trait.kind());
        fields.put("value", trait.value());
        fields.put("in_slice", trait.inSlice());
        fields.put("in_all", trait.inAll());
        fields.put("p_hypergeometric", trait.p());
        fields.put("q_bh", trait.q());
        return fields;
    }

    /** The selections by category. */
    public static Map<String, Object> selection(ChoosingResult result) {
        Map<String, Object> selection = new LinkedHashMap<>();
        result.selection()
                .forEach((category, chosen) ->
                        selection.put(category.isEmpty() ? OVERALL : category, ofCategory(chosen, result)));
        return selection;
    }

    private static Map<String, Object> ofCategory(CategorySelection chosen, ChoosingResult result) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("n", chosen.n());
        all.put("candidates", chosen.candidates());
        all.put("mean_score", chosen.meanScore());
        all.put("mean_pairwise_distance", chosen.meanPairwiseDistance());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("all", all);
        chosen.byRule().forEach((rule, selection) -> {
            if (rule == SelectionRule.BEST_OF_PAIR) {
                Map<String, Object> byGroup = new LinkedHashMap<>();
                selection
                        .images()
                        .forEach(place -> byGroup.put(result.images().get(place).group(), result.key(place)));
                fields.put(rule.id(), byGroup);
                fields.put(rule.id() + "_figures", figures(selection));
            } else {
                Map<String, Object> ofRule = new LinkedHashMap<>();
                ofRule.put(
                        "images", selection.images().stream().map(result::key).toList());
                ofRule.putAll(figures(selection));
                fields.put(rule.id(), ofRule);
            }
        });
        return checked(fields);
    }

    private static Map<String, Object> figures(Selection selection) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("mean_score", selection.meanScore());
        figures.put("mean_pairwise_distance", selection.meanPairwiseDistance());
        figures.put("vendi", selection.vendi());
        return checked(figures);
    }

    /** The first pairs of near-duplicates: key, key, cosine. */
    public static List<Object> nearDuplicates(ChoosingResult result) {
        List<Object> pairs = new ArrayList<>();
        result.nearDuplicates()
                .forEach(
                        pair -> pairs.add(List.of(result.key(pair.first()), result.key(pair.second()), pair.cosine())));
        return pairs;
    }

    /** The map. */
    public static Map<String, Object> map(ChoosingResult result) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        double[] explained = result.map().explained();
        fields.put("explained_share", explained == null ? null : List.of(explained[0], explained[1]));
        Map<String, Object> coordinates = new LinkedHashMap<>();
        for (int i = 0; i < result.images().size(); i++) {
            coordinates.put(
                    result.key(i), List.of(result.map().x()[i], result.map().y()[i]));
        }
        fields.put("coordinates", coordinates);
        fields.put("sign", "the coordinate of greatest magnitude of each component is positive");
        return checked(fields);
    }

    /** What a trait is called: its value, with its kind where that is not a word of prompts. */
    public static String words(SliceDescription.Trait trait) {
        return trait.kind().equals("word") ? trait.value() : trait.kind() + " " + trait.value();
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
