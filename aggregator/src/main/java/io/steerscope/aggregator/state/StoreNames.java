package io.steerscope.aggregator.state;

import io.steerscope.results.design.FailureKey;

/** Names of the stores, which are part of the names of their internal topics and must not change. */
public final class StoreNames {

    /** Score key to {@link CompactScore}. */
    public static final String SCORES = "scores";

    /** Score key to {@link StrayScores}, of keys that stand in several partitions. */
    public static final String STRAYS = "strays";

    /** {@link PairKey} to {@link PairItems}. */
    public static final String PAIRS = "pairs";

    /** {@link PlaceKey} to {@link PlacedPairs}: in each partition that partition's pairs. */
    public static final String PLACES = "places";

    /** {@link CellKey} to {@link Cell}: in each partition the items of that partition's pairs. */
    public static final String CELLS = "cells";

    /** {@link ClusterKey} to {@link ClusterCell}: in each partition that partition's pairs. */
    public static final String CLUSTERS = "clusters";

    /** The repartition topic, not a store, that brings all scores of a pair to one partition. */
    public static final String SCORES_BY_PAIR = "scores-by-pair";

    /**
     * {@link FailureKey} to the dead letter, without the record that failed: in each partition the last of that
     * partition.
     */
    public static final String FAILURES = "failures";

    /** Key of the image to its summary: in each partition the last of that partition. */
    public static final String IMAGES = "images";

    /** {@code experimentId} to the number of its images: in each partition the images of that partition. */
    public static final String IMAGE_COUNTS = "image-counts";

    /** Key of the job to the record that says that it was skipped: in each partition the last of that partition. */
    public static final String SKIPPED = "skipped";

    /** Score key to {@link StoredEmbedding}: in each partition of the scores those of that partition. On disk. */
    public static final String EMBEDDINGS = "embeddings";

    /** Key of a text embedding to its record. On disk. */
    public static final String TEXT_EMBEDDINGS = "text-embeddings";

    private StoreNames() {}
}
