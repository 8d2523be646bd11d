package io.steerscope.results.analysis;

/** What has to be kept of an experiment for an analysis. */
public enum Reads {
    /** The scores. */
    SCORES,
    /** The scores with the embeddings of their images, and the embeddings of the prompts. */
    EMBEDDINGS
}
