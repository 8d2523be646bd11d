package io.steerscope.aggregator.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The images asked for last, by their SHA-256, up to a number of bytes. Safe for use by several threads. */
final class ImageCache {

    private static final int INITIAL_ENTRIES = 64;
    private static final float LOAD_FACTOR = 0.75f;

    private final long capacityBytes;
    private final Map<String, ImageContent.Found> images = new LinkedHashMap<>(INITIAL_ENTRIES, LOAD_FACTOR, true);
    private long bytes;

    ImageCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    synchronized Optional<ImageContent.Found> get(String sha256) {
        return Optional.ofNullable(images.get(sha256));
    }

    /** Keeps an image, and drops those not asked for longest; one larger than the whole is not kept. */
    synchronized void put(String sha256, ImageContent.Found image) {
        if (image.bytes().length > capacityBytes) {
            return;
        }
        ImageContent.Found replaced = images.put(sha256, image);
        bytes += image.bytes().length - (replaced == null ? 0 : replaced.bytes().length);
        Iterator<ImageContent.Found> eldest = images.values().iterator();
        while (bytes > capacityBytes) {
            bytes -= eldest.next().bytes().length;
            eldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
