package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Identity;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceDescription;

/**
 * Which images to look at by field name; {@code null} is what the data do not determine. Images are named by their
 * keys, {@code pair/alpha/seed}, of several methods {@code pair/alpha/seed/method}; {@code pictures} says of those that
 * are shown what they are.
 */
public final class ScorerChoosingFields {

    private static final String MEMBERS = "members";
    private static final String SLICES = "slices";
    private static final String CATEGORY = "category";
    private static final String SLICE = "slice";
    private static final String SCORE = "score";
    private static final String MARGIN = "margin";
    private static final String CLIP = "clip";
    private static final String SEED = "seed";

    private final ScorerChoosing one;

    private ScorerChoosingFields(ScorerChoosing one) {
        this.one = one;
    }

    /** What a report holds: the slices that stand out without their members, and the selections. */
    public static Map<String, Object> selection(ScorerChoosing one) {
        return new ScorerChoosingFields(one).selection();
    }

    /**
     * The slices with their members.
     *
     * @param ofAllNodes all nodes of the hierarchy that can be slices, not only those that stand out
     */
    public static Map<String, Object> slices(ScorerChoosing one, boolean ofAllNodes) {
        return new ScorerChoosingFields(one).slices(ofAllNodes);
    }

    /**
     * Where all images lie.
     *
     * @param colour what they are coloured by
     */
    public static Map<String, Object> map(ScorerChoosing one, String colour) {
        return new ScorerChoosingFields(one).map(colour);
    }

    private Map<String, Object> selection() {
        Map<String, Object> fields = opening();
        ScorerChoosing.Found found = one.found();
        if (found != null) {
            ChoosingResult result = found.result();
            List<Map<String, Object>> slices = new ArrayList<>();
            TreeSet<Integer> named = new TreeSet<>();
            for (Slice slice : result.slices().reported()) {
                Map<String, Object> ofSlice = new LinkedHashMap<>(ChoosingFields.slice(slice, result));
                ofSlice.remove(MEMBERS);
                slices.add(ofSlice);
                named.addAll(shown(slice));
            }
            fields.put(SLICES, of(result, slices));
            fields.put("selection", ChoosingFields.selection(result));
            result.selection().values().forEach(category -> category.byRule()
                    .forEach((rule, selection) -> named.addAll(one.shown(rule, selection, found))));
            fields.put("near_duplicates", ChoosingFields.nearDuplicates(result));
            fields.put("near_duplicates_left_out", result.left());
            fields.put("pictures", pictures(found, named));
        }
        return fields;
    }

    private Map<String, Object> slices(boolean ofAllNodes) {
        Map<String, Object> fields = opening();
        ScorerChoosing.Found found = one.found();
        if (found != null) {
            ChoosingResult result = found.result();
            List<Slice> slices =
                    ofAllNodes ? result.slices().slices() : result.slices().reported();
            fields.put(
                    SLICES,
                    of(
                            result,
                            slices.stream()
                                    .map(slice -> ChoosingFields.slice(slice, result))
                                    .toList()));
            TreeSet<Integer> named = new TreeSet<>();
            slices.forEach(slice -> named.addAll(shown(slice)));
            fields.put("pictures", pictures(found, named));
        }
        return fields;
    }

    private Map<String, Object> map(String colour) {
        Map<String, Object> fields = opening();
        ScorerChoosing.Found found = one.found();
        if (found != null) {
            ChoosingResult result = found.result();
            int[] slices = sliceOf(result);
            fields.put("colour", colour);
            fields.put("colours", column(result, i -> colour(found, slices, i, colour)));
            fields.put("images", column(result, result::key));
            fields.put("pair_id", column(result, i -> identity(found, i).getPairId()));
            fields.put("method", column(result, i -> identity(found, i).getMethod()));
            fields.put("alpha", column(result, i -> identity(found, i).getAlpha()));
            fields.put(SEED, column(result, i -> identity(found, i).getSeed()));
            fields.put(CATEGORY, column(result, i -> result.images().get(i).category()));
            fields.put("scores", column(result, i -> result.images().get(i).score()));
            fields.put(MARGIN, column(result, i -> found.images().get(i).margin()));
            fields.put(SLICE, column(result, i -> slices[i] < 0 ? null : slices[i]));
            fields.put("levels", ChoosingFields.levels(result));
            fields.put("map_pca", ChoosingFields.map(result));
        }
        return fields;
    }

    private Map<String, Object> opening() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer", one.scorer());
        fields.put("methods", one.methods());
        fields.put(SCORE, one.score().id());
        fields.put("group", "pair_id");
        fields.put("hierarchy", one.withoutPrompt() ? "without prompts" : "images");
        ScorerChoosing.Found found = one.found();
        fields.put(
                "rule",
                ChoosingFields.rule(
                        one.settings(),
                        found == null ? null : found.result().slices().sd()));
        fields.put("n", found == null ? 0 : found.result().images().size());
        fields.put("missing_scores", found == null ? 0 : found.result().missing());
        if (found != null && found.result().sampled() > 0) {
            fields.put("sampled", found.result().sampled());
        }
        fields.put("images_without_embedding", one.leftOut().withoutEmbedding());
        fields.put("images_without_text", one.leftOut().withoutText());
        fields.put("images_of_other_dimension", one.leftOut().ofOtherDimension());
        String remark = one.remark();
        if (remark != null) {
            fields.put("remark", remark);
        }
        return fields;
    }

    private static Map<String, Object> of(ChoosingResult result, List<Map<String, Object>> slices) {
        Map<String, Object> fields = new LinkedHashMap<>(ChoosingFields.slices(result));
        fields.put("selected", result.slices().selected());
        fields.put(SLICES, slices);
        return fields;
    }

    /** The images of a slice that are shown of it. */
    private static List<Integer> shown(Slice slice) {
        SliceDescription description = slice.description();
        if (description == null) {
            return List.of();
        }
        List<Integer> shown = new ArrayList<>(description.nearest());
        shown.add(description.medoid());
        return shown;
    }

    private static Map<String, Object> pictures(ScorerChoosing.Found found, TreeSet<Integer> places) {
        Map<String, Object> pictures = new LinkedHashMap<>();
        for (int place : places) {
            CandidateImage candidate = found.result().images().get(place);
            ChosenImage image = found.images().get(place);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("pair_id", image.identity().getPairId());
            fields.put("method", image.identity().getMethod());
            fields.put("alpha", image.identity().getAlpha());
            fields.put(SEED, image.identity().getSeed());
            fields.put(CATEGORY, candidate.category());
            fields.put("source", image.source());
            fields.put("target", image.target());
            fields.put(SCORE, candidate.score());
            fields.put(MARGIN, image.margin());
            pictures.put(candidate.key(), fields);
        }
        return pictures;
    }

    private static int[] sliceOf(ChoosingResult result) {
        int[] slices = new int[result.images().size()];
        Arrays.fill(slices, -1);
        List<Slice> reported = result.slices().reported();
        for (int slice = 0; slice < reported.size(); slice++) {
            for (int member : reported.get(slice).members()) {
                slices[member] = slice;
            }
        }
        return slices;
    }

    private static @Nullable Object colour(ScorerChoosing.Found found, int[] slices, int place, String colour) {
        CandidateImage candidate = found.result().images().get(place);
        return switch (colour) {
            case MARGIN -> found.images().get(place).margin();
            case CLIP -> found.images().get(place).clip();
            case CATEGORY -> candidate.category();
            case SLICE -> slices[place] < 0 ? null : slices[place];
            case SEED -> identity(found, place).getSeed();
            default -> candidate.score();
        };
    }

    private static Identity identity(ScorerChoosing.Found found, int place) {
        return found.images().get(place).identity();
    }

    private static List<@Nullable Object> column(ChoosingResult result, IntFunction<@Nullable Object> value) {
        List<@Nullable Object> column = new ArrayList<>();
        IntStream.range(0, result.images().size()).forEach(i -> column.add(value.apply(i)));
        return Collections.unmodifiableList(column);
    }
}
