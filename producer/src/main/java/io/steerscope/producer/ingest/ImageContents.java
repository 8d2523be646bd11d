package io.steerscope.producer.ingest;

import java.io.IOException;

/** Where the bytes of images come from. Used by several threads. */
@FunctionalInterface
public interface ImageContents {

    /**
     * The bytes of an image.
     *
     * @param index its position in its {@link ImageSet}
     * @throws IOException if they cannot be read
     */
    byte[] read(int index) throws IOException;
}
