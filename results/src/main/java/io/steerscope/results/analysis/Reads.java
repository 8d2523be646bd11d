package io.steerscope.results.analysis;

/** What has to be kept of an experiment for an analysis. */
public enum Reads {
    /** The scores. */
    SCORES("no scores were kept"),
    /** The scores with the embeddings of their images, and the embeddings of the prompts. */
    EMBEDDINGS("no embeddings were kept");

    private final String absence;

    Reads(String absence) {
        this.absence = absence;
    }

    /** That it was not kept, in words. */
    public String absence() {
        return absence;
    }
}
