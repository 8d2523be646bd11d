package io.steerscope.scorerworker.scoring;

import java.util.List;

import io.steerscope.inference.clip.TextEmbedding;

/** A model that embeds images and texts into one space. Used by one thread at a time. */
public interface ImageTextEncoder extends AutoCloseable {

    /** Embeddings of images, each of Euclidean length 1. */
    float[][] encodeImages(List<float[]> pixelValues);

    /** Embeddings of texts; those seen lately are not computed again. */
    List<TextEmbedding> encodeTexts(List<String> texts);

    @Override
    void close();
}
