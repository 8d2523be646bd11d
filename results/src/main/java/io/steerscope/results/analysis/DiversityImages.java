package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.diversity.Condition;
import io.steerscope.results.diversity.LeftOutImages;
import io.steerscope.results.diversity.NumberedPrompts;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.diversity.EmbeddedImage;
import io.steerscope.statistics.diversity.ImagePlan;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.diversity.PairTexts;
import io.steerscope.statistics.embedding.TextFeatures;

/**
 * The images of one method with the unsteered ones of their pairs, as far as they have what the analysis reads.
 *
 * @param set the images in the order of pair, alpha and seed; null without any
 * @param images how many there are and were left out
 */
record DiversityImages(@Nullable ImageSet set, LeftOutImages images) {

    private static final Comparator<MarginScore> KEY_ORDER = Comparator.comparing(
                    (MarginScore score) -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed());

    private record Embedded(MarginScore score, float[] vector, float @Nullable [] source, float @Nullable [] target) {

        boolean hasTexts() {
            return source != null && target != null;
        }

        boolean isOf(int dimension, boolean withTexts) {
            return vector.length == dimension
                    && (!withTexts
                            || source != null
                                    && source.length == dimension
                                    && target != null
                                    && target.length == dimension);
        }
    }

    /**
     * Reads the images.
     *
     * @param conditions what spectra are conditioned on; without any, images stay where no prompt has an embedding
     */
    static DiversityImages of(
            Experiment experiment,
            ScorerReport scorer,
            MethodReport method,
            Embeddings embeddings,
            List<Condition> conditions) {
        List<MarginScore> scores = scores(scorer, method);
        List<Embedded> read = read(scores, embeddings);
        boolean withTexts = !conditions.isEmpty() || read.stream().anyMatch(Embedded::hasTexts);
        List<Embedded> complete =
                read.stream().filter(one -> !withTexts || one.hasTexts()).toList();
        int dimension = mostFrequentDimension(complete);
        List<Embedded> kept =
                complete.stream().filter(one -> one.isOf(dimension, withTexts)).toList();
        LeftOutImages images = new LeftOutImages(
                kept.size(),
                scores.size() - (long) read.size(),
                read.size() - (long) complete.size(),
                complete.size() - (long) kept.size());
        return new DiversityImages(kept.isEmpty() ? null : set(experiment, kept, conditions, withTexts), images);
    }

    /** Why there is nothing to analyse. */
    String remark() {
        return images.withoutText() > 0
                ? "No image has an embedding of both of its prompts."
                : "No embedding of an image was kept.";
    }

    /** The scores of a method, and those of the unsteered images where it has none of its own at alpha 0. */
    private static List<MarginScore> scores(ScorerReport scorer, MethodReport method) {
        List<MarginScore> scores = new ArrayList<>(method.scores());
        if (scores.stream().noneMatch(score -> score.getIdentity().getAlpha() == 0.0)) {
            scorer.unsteered().stream()
                    .filter(score -> score.getIdentity().getMethod().equals(UnsteeredImage.SOURCE.id()))
                    .forEach(scores::add);
        }
        scores.sort(KEY_ORDER);
        return scores;
    }

    private static List<Embedded> read(List<MarginScore> scores, Embeddings embeddings) {
        Set<Embeddings.Text> wanted = new HashSet<>();
        List<Embedded> withoutTexts = new ArrayList<>();
        embeddings.images(scores, (score, vector) -> {
            withoutTexts.add(new Embedded(score, vector, null, null));
            wanted.add(Embeddings.Text.ofSource(score));
            wanted.add(Embeddings.Text.ofTarget(score));
        });
        Map<Embeddings.Text, float[]> texts = embeddings.texts(wanted);
        return withoutTexts.stream()
                .map(one -> new Embedded(
                        one.score(),
                        one.vector(),
                        texts.get(Embeddings.Text.ofSource(one.score())),
                        texts.get(Embeddings.Text.ofTarget(one.score()))))
                .toList();
    }

    /** The number of elements that most vectors have, of several the smallest; 0 without any. */
    private static int mostFrequentDimension(List<Embedded> images) {
        Map<Integer, Long> counts = new TreeMap<>();
        images.forEach(one -> counts.merge(one.vector().length, 1L, Long::sum));
        int most = 0;
        for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
            if (most == 0
                    || entry.getValue() > Optional.ofNullable(counts.get(most)).orElse(0L)) {
                most = entry.getKey();
            }
        }
        return most;
    }

    private static ImageSet set(
            Experiment experiment, List<Embedded> kept, List<Condition> conditions, boolean withTexts) {
        NumberedPrompts prompts = new NumberedPrompts();
        List<EmbeddedImage> images = new ArrayList<>(kept.size());
        for (Embedded one : kept) {
            String pair = one.score().getIdentity().getPairId();
            images.add(new EmbeddedImage(
                    pair,
                    one.score().getCategory(),
                    one.score().getIdentity().getAlpha() + 0.0,
                    one.score().getIdentity().getSeed(),
                    one.source() == null || one.target() == null || !withTexts
                            ? 0
                            : prompts.of(pair, List.of(one.source(), one.target())),
                    one.vector()));
        }
        return new ImageSet(
                images,
                withTexts ? new PairTexts(prompts.texts(0), prompts.texts(1)) : null,
                withTexts ? features(conditions, prompts) : Map.of(),
                new ImagePlan(
                        new HashSet<>(experiment.getSeeds()),
                        DesignScope.baseline(experiment).images().contains(UnsteeredImage.SOURCE),
                        DesignScope.isOfImages(experiment)));
    }

    private static Map<String, TextFeatures> features(List<Condition> conditions, NumberedPrompts prompts) {
        Map<String, TextFeatures> features = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            switch (condition) {
                case PAIR -> features.put(condition.id(), TextFeatures.ofPairs(prompts.texts(0), prompts.texts(1)));
                case SOURCE -> features.put(condition.id(), TextFeatures.of(prompts.texts(0)));
                case TARGET -> features.put(condition.id(), TextFeatures.of(prompts.texts(1)));
                case PROMPT, NONE -> {}
            }
        }
        return features;
    }
}
