package io.steerscope.aggregator.state;

/** Names of the stores, which are part of the names of their changelog topics and must not change. */
public final class StoreNames {

    /** {@code experimentId} to the design; the whole topic on every instance. */
    public static final String EXPERIMENTS = "experiments";

    /** {@code experimentId} to the published report; the whole topic on every instance. */
    public static final String REPORTS = "reports";

    /** Score key to the score, without its image embedding. */
    public static final String SCORES = "scores";

    /** {@link CategorisedItem} to the exact sum of its margins. */
    public static final String ITEMS = "items";

    /** {@link CellKey} to {@link Cell}. */
    public static final String CELLS = "cells";

    /** {@link FailureKey} to the dead letter, without the record that failed. */
    public static final String FAILURES = "failures";

    private StoreNames() {}
}
