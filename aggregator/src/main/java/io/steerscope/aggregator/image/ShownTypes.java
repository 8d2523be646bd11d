package io.steerscope.aggregator.image;

import java.util.Set;

/** The media types that are shown: pixels, and nothing that a browser would run. */
final class ShownTypes {

    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/webp");

    private ShownTypes() {}

    static boolean contains(String mediaType) {
        return TYPES.contains(mediaType);
    }
}
