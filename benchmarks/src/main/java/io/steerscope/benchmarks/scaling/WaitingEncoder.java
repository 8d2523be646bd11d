package io.steerscope.benchmarks.scaling;

import java.util.List;

import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.scorerworker.scoring.ImageTextEncoder;

/** An image model that takes a fixed time for each batch, of which it computes nothing; texts take none. */
final class WaitingEncoder implements ImageTextEncoder {

    private final long nanos;
    private final int dimension;

    /**
     * @param nanos time of a batch of images
     * @param dimension elements of an embedding
     */
    WaitingEncoder(long nanos, int dimension) {
        this.nanos = nanos;
        this.dimension = dimension;
    }

    @Override
    public float[][] encodeImages(List<float[]> pixelValues) {
        WaitingPipeline.waitUntil(System.nanoTime() + nanos);
        float[][] embeddings = new float[pixelValues.size()][];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = unit(0);
        }
        return embeddings;
    }

    @Override
    public List<TextEmbedding> encodeTexts(List<String> texts) {
        return texts.stream()
                .map(text -> new TextEmbedding(unit(text.hashCode()), new long[] {text.hashCode()}, 0))
                .toList();
    }

    private float[] unit(int of) {
        float[] vector = new float[dimension];
        vector[Math.floorMod(of, dimension)] = 1;
        return vector;
    }

    @Override
    public void close() {}
}
