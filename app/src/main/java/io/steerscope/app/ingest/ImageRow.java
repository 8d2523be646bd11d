package io.steerscope.app.ingest;

import org.jspecify.annotations.Nullable;

import io.steerscope.producer.ingest.IngestedPair;

/**
 * A row that is as it has to be.
 *
 * @param spot where its image is named
 * @param file name of the image within the source
 * @param seed null if the row names none
 */
record ImageRow(
        Spot spot,
        String file,
        ImageLocation location,
        IngestedPair pair,
        String method,
        double alpha,
        @Nullable Long seed,
        String generator) {}
