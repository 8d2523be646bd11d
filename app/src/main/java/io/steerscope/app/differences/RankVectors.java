package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.statistics.differences.AttributeRanking;
import io.steerscope.statistics.geometry.Offsets;

/**
 * A JSON file of images and a text about their differences with their vectors: {@code images} (vectors), {@code text}
 * and, if there is one, {@code opposite} (a vector each), and {@code values} of the images, if they are known.
 */
public final class RankVectors {

    private RankVectors() {}

    /**
     * Reads a file.
     *
     * @param name what its vectors are called
     * @throws ActionableException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static RankSet read(Path file, String name) throws IOException {
        VectorJson json = VectorJson.read(file, VectorMembers.RANK);
        double[][] images = json.vectors("images", null);
        if (images.length == 0) {
            throw json.fault("images", "is empty: write a vector for each image");
        }
        double[] text = json.vector("text");
        if (json.has("opposite")) {
            text = AttributeRanking.direction(text, json.vector("opposite"));
            if (!Offsets.hasDirection(text)) {
                throw json.fault("opposite", "is the vector of text, and so no difference: give two different ones");
            }
        }
        return new RankSet(
                name,
                Images.numbered(images),
                text,
                json.has("values") ? PairsVectors.values(json, images.length) : null);
    }
}
