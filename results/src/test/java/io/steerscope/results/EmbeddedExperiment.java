package io.steerscope.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.steerscope.results.analysis.Embeddings;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

/**
 * A small experiment whose scores have embeddings: images move along the difference of their prompts. In the category
 * {@link #COLLAPSING} the seeds of {@code analogy} come to lie on one another at alpha 1, in the other they keep apart.
 */
public final class EmbeddedExperiment {

    /** Category in which images collapse. */
    public static final String COLLAPSING = ToyExperiment.CATEGORIES.get(0);

    /** Category in which they move alone. */
    public static final String MOVING = ToyExperiment.CATEGORIES.get(1);

    public static final int PAIRS = 5;
    public static final int DIMENSIONS = 12;

    private EmbeddedExperiment() {}

    /** Two methods, one of them {@code lerp}, with unsteered images of source and target. */
    public static Experiment design() {
        return design("source,target");
    }

    /** The same with other unsteered images. */
    public static Experiment design(String baseline) {
        return design(PAIRS, baseline, "analogy", "lerp");
    }

    /** Another design over the same categories, alphas and seeds. */
    public static Experiment design(int pairs, String baseline, String... methods) {
        Experiment toy = ToyExperiment.design(ToyExperiment.ID, pairs, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS);
        return ToyExperiment.withBaseline(MethodsExperiment.design(toy, methods), baseline);
    }

    /** All scores of a design, those of its unsteered images last. */
    public static List<MarginScore> scores(Experiment design) {
        List<MarginScore> scores = new ArrayList<>();
        MethodsExperiment.scores(design).forEach(score -> scores.add(embedded(score)));
        if (design.getBaseline() != null) {
            ToyExperiment.unsteered(design).forEach(score -> scores.add(embedded(score)));
        }
        return scores;
    }

    /** The embeddings of all prompts of a design. */
    public static List<TextEmbedding> texts(Experiment design) {
        Map<String, TextEmbedding> texts = new LinkedHashMap<>();
        for (MarginScore score : scores(design)) {
            for (String text : List.of(score.getSource(), score.getTarget())) {
                texts.put(
                        text,
                        new TextEmbedding(
                                score.getScorerId(),
                                score.getScorerSha256(),
                                score.getScorerDtype(),
                                text,
                                false,
                                0,
                                EmbeddingBytes.of(vectorOfText(text))));
            }
        }
        return List.copyOf(texts.values());
    }

    /** The same score with another vector and the margin that follows from it. */
    public static MarginScore with(MarginScore score, float[] vector) {
        MarginScore copy =
                Edited.with(Edited.without(score, "imageEmbedding"), "embedding", EmbeddingBytes.unit(vector));
        float[] unit = EmbeddingBytes.vector(copy.getEmbedding());
        double source = dot(unit, vectorOfText(copy.getSource()));
        double target = dot(unit, vectorOfText(copy.getTarget()));
        copy.put("simSource", source);
        copy.put("simTarget", target);
        copy.put("margin", target - source);
        return copy;
    }

    private static MarginScore embedded(MarginScore score) {
        Identity image = score.getIdentity();
        MarginScore named = Edited.with(score, "source", "source of " + image.getPairId());
        named.put("target", "target of " + image.getPairId());
        return with(named, vector(named));
    }

    private static float[] vector(MarginScore score) {
        Identity image = score.getIdentity();
        float[] source = vectorOfText(score.getSource());
        float[] target = vectorOfText(score.getTarget());
        Random ofSeed = new Random((image.getPairId() + "/" + image.getSeed()).hashCode());
        boolean collapses = image.getMethod().equals("analogy")
                && score.getCategory().equals(COLLAPSING)
                && image.getAlpha() == 1.0;
        double spread = collapses ? 0.0 : 0.15 + 0.02 * (image.getPairId().hashCode() & 3);
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            double way = 0.5 * image.getAlpha();
            vector[i] = (float) ((1.0 - way) * source[i] + way * target[i] + spread * ofSeed.nextGaussian());
        }
        return vector;
    }

    private static float[] vectorOfText(String text) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (1.0 + random.nextGaussian());
        }
        return EmbeddingBytes.vector(EmbeddingBytes.unit(vector));
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0.0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    /** The embeddings that scores carry and those of texts, in memory. */
    public static Embeddings embeddings(Collection<MarginScore> scores, Collection<TextEmbedding> texts) {
        Map<String, float[]> images = new HashMap<>();
        scores.stream()
                .filter(score -> score.getEmbedding() != null)
                .forEach(score -> images.put(key(score), EmbeddingBytes.vector(score.getEmbedding())));
        Map<Embeddings.Text, float[]> vectors = new HashMap<>();
        texts.forEach(text -> vectors.put(
                new Embeddings.Text(text.getScorerSha256(), text.getScorerDtype(), text.getText()),
                EmbeddingBytes.vector(text.getEmbedding())));
        return new Embeddings() {
            @Override
            public long images(List<MarginScore> of, Reader reader) {
                List<MarginScore> known = of.stream()
                        .filter(score -> images.containsKey(key(score)))
                        .toList();
                known.forEach(score -> reader.take(score, images.get(key(score)).clone()));
                return known.size();
            }

            @Override
            public Map<Text, float[]> texts(Collection<Text> of) {
                Map<Text, float[]> found = new HashMap<>();
                of.stream().filter(vectors::containsKey).forEach(text -> found.put(text, vectors.get(text)));
                return found;
            }
        };
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }
}
