package io.steerscope.results.format.html;

import java.util.Optional;

import io.steerscope.schemas.record.Identity;

/** Where a report finds the images that it shows. */
@FunctionalInterface
public interface ImageSource {

    /** The image of this identity as PNG, or empty where it is not kept. */
    Optional<byte[]> png(Identity identity);
}
