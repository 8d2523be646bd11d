package io.steerscope.statistics.stopping;

/** What is known of an item, a pair at one alpha with all of its seeds. */
public sealed interface ItemState {

    /**
     * All of its seeds are scored.
     *
     * @param mean mean over its seeds, finite
     */
    record Value(double mean) implements ItemState {

        /** Checks that there is a value. */
        public Value {
            if (!Double.isFinite(mean)) {
                throw new IllegalArgumentException("An item has a finite mean, not " + mean);
            }
        }
    }

    /** It has no value and never will: a seed has failed, or its prompts are no contrast to the scorer. */
    record PassedOver() implements ItemState {}

    /** Some seed is neither scored nor failed. */
    record Open() implements ItemState {}
}
