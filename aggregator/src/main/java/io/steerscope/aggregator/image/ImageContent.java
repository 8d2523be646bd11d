package io.steerscope.aggregator.image;

/** What became of the pixels of a scored image. */
public sealed interface ImageContent {

    /**
     * They are here.
     *
     * @param bytes the encoded image, whose SHA-256 is that of the score; not to be changed
     * @param mediaType its type, one of {@link ShownTypes}
     */
    record Found(byte[] bytes, String mediaType) implements ImageContent {}

    /**
     * They cannot be had any more.
     *
     * @param reason one line that says why
     */
    record Gone(String reason) implements ImageContent {}
}
