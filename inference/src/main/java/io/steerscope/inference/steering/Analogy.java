package io.steerscope.inference.steering;

import java.util.List;
import java.util.function.Function;

/** The mean offset of exemplars, accumulated in double and rounded once. */
final class Analogy {

    private Analogy() {}

    static PromptEmbedding steer(PromptEmbedding source, List<ExemplarEmbedding> exemplars, double alpha) {
        if (exemplars.isEmpty()) {
            throw new IllegalArgumentException("An offset cannot be learnt from no exemplar");
        }
        return new PromptEmbedding(
                add(source.tokens(), exemplars, PromptEmbedding::tokens, alpha),
                source.tokenCount(),
                add(source.pooled(), exemplars, PromptEmbedding::pooled, alpha));
    }

    private static float[] add(
            float[] origin, List<ExemplarEmbedding> exemplars, Function<PromptEmbedding, float[]> part, double alpha) {
        double[] sum = new double[origin.length];
        for (ExemplarEmbedding exemplar : exemplars) {
            float[] from = part.apply(exemplar.source());
            float[] to = part.apply(exemplar.target());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (double) to[i] - from[i];
            }
        }
        float[] moved = new float[origin.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (origin[i] + alpha * (sum[i] / exemplars.size()));
        }
        return moved;
    }
}
