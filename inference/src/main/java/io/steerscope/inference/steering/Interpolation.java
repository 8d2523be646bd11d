package io.steerscope.inference.steering;

/** Interpolation between two embeddings, computed in double and rounded once. */
final class Interpolation {

    /** Vectors whose cosine is at least this are so nearly parallel that the straight line is the arc. */
    private static final double PARALLEL_COSINE = 0.9995;

    private Interpolation() {}

    static PromptEmbedding linear(PromptEmbedding source, PromptEmbedding target, double alpha) {
        float[] tokens = new float[source.tokens().length];
        linear(source.tokens(), target.tokens(), 0, tokens.length, alpha, tokens);
        float[] pooled = new float[source.pooled().length];
        linear(source.pooled(), target.pooled(), 0, pooled.length, alpha, pooled);
        return new PromptEmbedding(tokens, source.tokenCount(), pooled);
    }

    static PromptEmbedding spherical(PromptEmbedding source, PromptEmbedding target, double alpha) {
        float[] tokens = new float[source.tokens().length];
        int width = source.width();
        for (int offset = 0; offset < tokens.length; offset += width) {
            spherical(source.tokens(), target.tokens(), offset, width, alpha, tokens);
        }
        float[] pooled = new float[source.pooled().length];
        spherical(source.pooled(), target.pooled(), 0, pooled.length, alpha, pooled);
        return new PromptEmbedding(tokens, source.tokenCount(), pooled);
    }

    private static void linear(float[] from, float[] to, int offset, int length, double alpha, float[] out) {
        for (int i = offset; i < offset + length; i++) {
            out[i] = alpha == 1 ? to[i] : (float) (from[i] + alpha * ((double) to[i] - from[i]));
        }
    }

    /**
     * {@code sin((1 - alpha) w) / sin(w) * from + sin(alpha w) / sin(w) * to} with {@code w} the angle between the two
     * (Shoemake, "Animating rotation with quaternion curves", 1985).
     */
    private static void spherical(float[] from, float[] to, int offset, int length, double alpha, float[] out) {
        double dot = 0;
        double squaredFrom = 0;
        double squaredTo = 0;
        for (int i = offset; i < offset + length; i++) {
            dot += (double) from[i] * to[i];
            squaredFrom += (double) from[i] * from[i];
            squaredTo += (double) to[i] * to[i];
        }
        double cosine = dot / Math.sqrt(squaredFrom * squaredTo);
        if (!(Math.abs(cosine) < PARALLEL_COSINE) || alpha == 1) {
            linear(from, to, offset, length, alpha, out);
            return;
        }
        double angle = Math.acos(cosine);
        double weightFrom = Math.sin((1 - alpha) * angle) / Math.sin(angle);
        double weightTo = Math.sin(alpha * angle) / Math.sin(angle);
        for (int i = offset; i < offset + length; i++) {
            out[i] = (float) (weightFrom * from[i] + weightTo * to[i]);
        }
    }
}
