package io.steerscope.producer.ingest;

import io.steerscope.schemas.record.Identity;

/**
 * One image to ingest, without its bytes.
 *
 * @param pair its texts
 * @param method what made it: a method, or the name of an unsteered image
 * @param alpha strength of the method
 * @param seed tells it from the other images of its item
 * @param generator what the user says made it
 * @param file its name, as its source names it
 * @param encoded what its bytes are
 */
public record IngestedImage(
        IngestedPair pair, String method, double alpha, long seed, String generator, String file, Encoded encoded) {

    /**
     * The bytes of an image by what is known of them.
     *
     * @param sha256 lower-case hexadecimal
     * @param sizeBytes how many there are
     * @param mediaType IANA media type
     * @param width in pixels
     * @param height in pixels
     */
    public record Encoded(String sha256, long sizeBytes, String mediaType, int width, int height) {}

    Identity identity(String experimentId) {
        return new Identity(experimentId, pair.pairId(), method, alpha, seed);
    }
}
