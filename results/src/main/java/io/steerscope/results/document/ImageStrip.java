package io.steerscope.results.document;

import java.util.List;

import io.steerscope.schemas.record.Identity;

/**
 * Images beside each other.
 *
 * @param name what they have in common
 * @param pictures the images
 */
public record ImageStrip(String name, List<Picture> pictures) implements Block {

    /** Copies the list. */
    public ImageStrip {
        pictures = List.copyOf(pictures);
    }

    /**
     * An image.
     *
     * @param identity which one
     * @param heading a word or two
     * @param caption what is to be seen in it, for those who cannot see it too
     */
    public record Picture(Identity identity, String heading, String caption) {}
}
