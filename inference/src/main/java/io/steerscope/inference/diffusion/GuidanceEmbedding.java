package io.steerscope.inference.diffusion;

/** The guidance scale as a distilled UNet takes it ({@code get_guidance_scale_embedding} of diffusers). */
final class GuidanceEmbedding {

    private static final double MAX_PERIOD = 10000;
    private static final float SCALE = 1000;

    private GuidanceEmbedding() {}

    /** Sines, then cosines, of {@code guidanceScale - 1}; the last of an odd number of values is 0. */
    static float[] of(double guidanceScale, int dimension) {
        int half = dimension / 2;
        float position = (float) (guidanceScale - 1) * SCALE;
        float decay = (float) Math.log(MAX_PERIOD) / (half - 1);
        float[] embedding = new float[dimension];
        for (int i = 0; i < half; i++) {
            float angle = position * (float) Math.exp(i * -decay);
            embedding[i] = (float) Math.sin(angle);
            embedding[half + i] = (float) Math.cos(angle);
        }
        return embedding;
    }
}
