package io.steerscope.schemas.identity;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.schemas.record.Identity;

/** Identities of unsteered images. */
public final class UnsteeredIdentity {

    private UnsteeredIdentity() {}

    /** The unsteered image of the pair and seed of an image. */
    public static Identity beside(Identity steered, UnsteeredImage image) {
        return new Identity(
                steered.getExperimentId(), steered.getPairId(), image.id(), image.alpha(), steered.getSeed());
    }
}
