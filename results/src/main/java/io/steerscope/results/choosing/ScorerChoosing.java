package io.steerscope.results.choosing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.diversity.LeftOutImages;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.Selection;
import io.steerscope.statistics.choosing.SelectionRule;

/**
 * Which images of an experiment to look at, judged by one scorer.
 *
 * @param scorer the scorer
 * @param methods whose images were chosen among, in the order of the design
 * @param score what they were scored by
 * @param withoutPrompt whether hierarchies are of what is left of images without their prompts
 * @param settings what was computed
 * @param leftOut how many images there are and were left out
 * @param found what was found; null where there was nothing to choose among
 * @param remark why there was nothing, in a sentence; null where there was
 */
public record ScorerChoosing(
        String scorer,
        List<String> methods,
        ImageScore score,
        boolean withoutPrompt,
        ChoosingSettings settings,
        LeftOutImages leftOut,
        @Nullable Found found,
        @Nullable String remark) {

    /** Copies the list. */
    public ScorerChoosing {
        methods = List.copyOf(methods);
    }

    /** Those of a selection that are shown: as many as were asked for, of the best of pairs the greatest scores. */
    List<Integer> shown(SelectionRule rule, Selection selection, Found found) {
        List<Integer> places = new ArrayList<>(selection.images());
        if (rule == SelectionRule.BEST_OF_PAIR) {
            places.sort(Comparator.comparingDouble((Integer place) -> -found.score(place))
                    .thenComparingInt(place -> place));
        }
        return places.subList(0, Math.min(places.size(), settings.count()));
    }

    /**
     * What was found.
     *
     * @param result its images without their vectors, so that it can be kept
     * @param images those of the result, in its order
     */
    public record Found(ChoosingResult result, List<ChosenImage> images) {

        /** Copies the list. */
        public Found {
            images = List.copyOf(images);
        }

        double score(int place) {
            Double score = result.images().get(place).score();
            return score == null ? Double.NEGATIVE_INFINITY : score;
        }

        /** Keeps a result without its vectors, with the images by the keys of the result. */
        public static Found of(ChoosingResult result, Map<String, ChosenImage> byKey) {
            List<CandidateImage> light = new ArrayList<>();
            List<ChosenImage> images = new ArrayList<>();
            for (CandidateImage image : result.images()) {
                ChosenImage chosen = byKey.get(image.key());
                if (chosen == null) {
                    throw new IllegalArgumentException("No image has the key " + image.key());
                }
                images.add(chosen);
                light.add(new CandidateImage(
                        image.key(), image.category(), image.group(), image.score(), Map.of(), "", new float[0]));
            }
            return new Found(
                    new ChoosingResult(
                            light,
                            result.missing(),
                            result.sampled(),
                            result.levels(),
                            result.slices(),
                            result.selection(),
                            result.nearDuplicates(),
                            result.left(),
                            result.map()),
                    images);
        }
    }
}
