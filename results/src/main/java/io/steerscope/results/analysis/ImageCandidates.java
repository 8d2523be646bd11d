package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.choosing.ChosenImage;
import io.steerscope.results.choosing.ImageScore;
import io.steerscope.results.choosing.PromptResiduals;
import io.steerscope.results.diversity.LeftOutImages;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.DirectionalFigures;

/**
 * The steered images of an experiment as candidates of a selection, as far as they have what it reads.
 *
 * @param images in the order of pair, alpha, seed and method; those without a score too
 * @param residuals what is left of each without its target prompt; empty where that is not asked for
 * @param byKey which image a key names
 * @param leftOut how many there are and were left out
 */
record ImageCandidates(
        List<CandidateImage> images, double[][] residuals, Map<String, ChosenImage> byKey, LeftOutImages leftOut) {

    private static final Comparator<MarginScore> KEY_ORDER = Comparator.comparing(
                    (MarginScore score) -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed())
            .thenComparing(score -> score.getIdentity().getMethod());

    private record Embedded(MarginScore score, float[] vector) {}

    private record Cell(String pair, long seed) {}

    /**
     * The scores of the images that are asked for. Those of alpha 0 are unsteered, in whatever method.
     *
     * @param scorer whose scores
     */
    static List<MarginScore> scores(ScorerReport scorer, Choice choice) {
        return scorer.methods().stream()
                .filter(method -> choice.wantsMethod(method.method()))
                .flatMap(method -> method.scores().stream())
                .filter(score -> score.getIdentity().getAlpha() != 0.0)
                .filter(score -> choice.alpha() == null
                        || choice.alpha() == score.getIdentity().getAlpha())
                .filter(score -> choice.category() == null || choice.category().equals(score.getCategory()))
                .sorted(KEY_ORDER)
                .toList();
    }

    /** Reads the images of scores. */
    static ImageCandidates of(
            ScorerReport scorer,
            List<MarginScore> scores,
            Embeddings embeddings,
            ImageScore kind,
            boolean withoutPrompt) {
        List<Embedded> read = read(scores, embeddings);
        Map<Embeddings.Text, float[]> texts = texts(read, embeddings, kind, withoutPrompt);
        List<Embedded> complete = read.stream()
                .filter(one -> !withoutPrompt || texts.containsKey(Embeddings.Text.ofTarget(one.score())))
                .toList();
        int dimension = mostFrequentDimension(complete);
        List<Embedded> kept = complete.stream()
                .filter(one -> one.vector().length == dimension)
                .toList();
        Map<Cell, float[]> unsteered = kind == ImageScore.DIRECTIONAL ? unsteered(scorer, embeddings) : Map.of();
        boolean hasMethods = kept.stream()
                        .map(one -> one.score().getIdentity().getMethod())
                        .distinct()
                        .count()
                > 1;
        List<CandidateImage> images = new ArrayList<>();
        Map<String, ChosenImage> byKey = new HashMap<>();
        for (Embedded one : kept) {
            ChosenImage image = ChosenImage.of(one.score());
            CandidateImage candidate = candidate(one, image, hasMethods, score(kind, one, image, unsteered, texts));
            images.add(candidate);
            byKey.put(candidate.key(), image);
        }
        return new ImageCandidates(
                List.copyOf(images),
                withoutPrompt && !kept.isEmpty() ? residuals(kept, texts) : new double[0][],
                Map.copyOf(byKey),
                new LeftOutImages(
                        kept.size(),
                        scores.size() - (long) read.size(),
                        read.size() - (long) complete.size(),
                        complete.size() - (long) kept.size()));
    }

    private static List<Embedded> read(List<MarginScore> scores, Embeddings embeddings) {
        List<Embedded> read = new ArrayList<>();
        embeddings.images(scores, (score, vector) -> read.add(new Embedded(score, vector)));
        return read;
    }

    private static Map<Embeddings.Text, float[]> texts(
            List<Embedded> images, Embeddings embeddings, ImageScore kind, boolean withoutPrompt) {
        Set<Embeddings.Text> wanted = new HashSet<>();
        if (withoutPrompt || kind == ImageScore.DIRECTIONAL) {
            images.forEach(one -> wanted.add(Embeddings.Text.ofTarget(one.score())));
        }
        if (kind == ImageScore.DIRECTIONAL) {
            images.forEach(one -> wanted.add(Embeddings.Text.ofSource(one.score())));
        }
        return wanted.isEmpty() ? Map.of() : embeddings.texts(wanted);
    }

    /** The unsteered images of the source, or those of alpha 0 of a method of its own. */
    private static Map<Cell, float[]> unsteered(ScorerReport scorer, Embeddings embeddings) {
        List<MarginScore> scores = new ArrayList<>();
        scorer.methods().stream()
                .flatMap(method -> method.scores().stream())
                .filter(score -> score.getIdentity().getAlpha() == 0.0)
                .forEach(scores::add);
        scorer.unsteered().stream()
                .filter(score -> score.getIdentity().getMethod().equals(UnsteeredImage.SOURCE.id()))
                .forEach(scores::add);
        Map<Cell, float[]> vectors = new HashMap<>();
        embeddings.images(scores, (score, vector) -> vectors.put(cell(score), vector));
        return vectors;
    }

    private static Cell cell(MarginScore score) {
        return new Cell(score.getIdentity().getPairId(), score.getIdentity().getSeed());
    }

    private static @Nullable Double score(
            ImageScore kind,
            Embedded one,
            ChosenImage image,
            Map<Cell, float[]> unsteered,
            Map<Embeddings.Text, float[]> texts) {
        return switch (kind) {
            case MARGIN -> image.margin();
            case CLIP -> Double.valueOf(image.clip());
            case DIRECTIONAL ->
                directional(
                                one.vector(),
                                unsteered.get(cell(one.score())),
                                texts.get(Embeddings.Text.ofSource(one.score())),
                                texts.get(Embeddings.Text.ofTarget(one.score())))
                        .orElse(null);
        };
    }

    private static Optional<Double> directional(
            float[] image, float @Nullable [] unsteered, float @Nullable [] source, float @Nullable [] target) {
        if (unsteered == null
                || source == null
                || target == null
                || unsteered.length != image.length
                || source.length != image.length
                || target.length != image.length) {
            return Optional.empty();
        }
        return DirectionalFigures.of(
                        UnitVectors.of(image),
                        UnitVectors.of(unsteered),
                        UnitVectors.of(source),
                        UnitVectors.of(target))
                .map(DirectionalFigures::directional);
    }

    private static CandidateImage candidate(
            Embedded one, ChosenImage image, boolean hasMethods, @Nullable Double score) {
        Identity identity = image.identity();
        double alpha = identity.getAlpha() + 0.0;
        String key = identity.getPairId() + "/" + Numbers.key(alpha) + "/" + identity.getSeed()
                + (hasMethods ? "/" + identity.getMethod() : "");
        return new CandidateImage(
                key,
                one.score().getCategory(),
                identity.getPairId(),
                score,
                Map.of("alpha", Numbers.key(alpha), "method", identity.getMethod()),
                image.target(),
                one.vector());
    }

    private static double[][] residuals(List<Embedded> kept, Map<Embeddings.Text, float[]> texts) {
        return PromptResiduals.of(
                kept.stream().map(Embedded::vector).toList(),
                kept.stream()
                        .map(one -> Objects.requireNonNull(texts.get(Embeddings.Text.ofTarget(one.score()))))
                        .toList());
    }

    /** The number of elements that most vectors have, of several the smallest; 0 without any. */
    private static int mostFrequentDimension(List<Embedded> images) {
        Map<Integer, Integer> counts = new TreeMap<>();
        images.forEach(one -> counts.merge(one.vector().length, 1, Integer::sum));
        int most = 0;
        int greatest = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > greatest) {
                most = entry.getKey();
                greatest = entry.getValue();
            }
        }
        return most;
    }
}
