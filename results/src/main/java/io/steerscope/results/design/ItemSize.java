package io.steerscope.results.design;

import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.schemas.record.Experiment;

/** How many scored images an item of a design must have to count. */
public sealed interface ItemSize {

    /**
     * One for each seed of the design.
     *
     * @param images number of seeds
     */
    record Fixed(int images) implements ItemSize {}

    /** As many as there are: every item with a scored image counts, with the same weight as any other. */
    record Own() implements ItemSize {}

    /** Of a design. */
    static ItemSize of(Experiment experiment) {
        return ExperimentKind.of(experiment.getKind()) == ExperimentKind.IMAGES
                ? new Own()
                : new Fixed(experiment.getSeeds().size());
    }

    /** Whether an item counts that has so many scored images. */
    default boolean isComplete(long scored) {
        return this instanceof Fixed fixed ? scored == fixed.images() : scored > 0;
    }

    /** Whether an item has scored images and does not count yet. */
    default boolean isPartial(long scored) {
        return this instanceof Fixed fixed && scored > 0 && scored < fixed.images();
    }
}
