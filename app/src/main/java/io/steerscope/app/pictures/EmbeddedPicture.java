package io.steerscope.app.pictures;

import java.util.List;

/**
 * A finished row.
 *
 * @param index which picture of the table
 * @param sha256 32 bytes, of the file of the picture
 * @param image vector of length 1
 * @param texts vectors of length 1, one for each role of the table; of no elements where there is no text
 */
record EmbeddedPicture(int index, byte[] sha256, float[] image, List<float[]> texts) {

    EmbeddedPicture {
        texts = List.copyOf(texts);
    }
}
