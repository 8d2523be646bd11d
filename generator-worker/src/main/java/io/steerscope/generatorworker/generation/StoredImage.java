package io.steerscope.generatorworker.generation;

import io.steerscope.schemas.record.ImageData;

/**
 * An encoded image in its place.
 *
 * @param data the bytes or where they are
 * @param sizeBytes their number
 */
record StoredImage(ImageData data, long sizeBytes) {}
