package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.steerscope.statistics.differences.ImagePair;

/**
 * A JSON file of images and a text about their differences with their vectors: {@code images} (vectors), {@code text}
 * (a vector), {@code pairs} ({@code first}, {@code second}: numbers of images from 0, and {@code truth}) and {@code
 * values} of the images, from which the truth of a pair follows that has none: the sign of the first's less the
 * second's.
 */
public final class PairsVectors {

    private static final String VALUES = "values";
    private static final String TRUTH = "truth";

    private PairsVectors() {}

    /**
     * Reads a file.
     *
     * @param name what its vectors are called
     * @throws io.steerscope.app.failure.ActionableException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static PairsSet read(Path file, String name) throws IOException {
        VectorJson json = VectorJson.read(file, VectorMembers.PAIRS);
        double[][] images = json.vectors("images", null);
        if (images.length == 0) {
            throw json.fault("images", "is empty: write a vector for each image");
        }
        double[] values = json.has(VALUES) ? values(json, images.length) : new double[0];
        List<ImagePair> pairs = new ArrayList<>();
        for (JsonNode pair : json.list("pairs")) {
            String path = "pairs[" + pairs.size() + "]";
            int first = json.number(pair, path, "first", images.length);
            int second = json.number(pair, path, "second", images.length);
            pairs.add(new ImagePair(first, second, 0, truth(json, pair, path, first, second, values)));
        }
        return new PairsSet(
                name,
                Images.numbered(images),
                new double[][] {json.vector("text")},
                pairs,
                List.of(),
                values.length == 0 ? null : values);
    }

    /** The values of the images. */
    static double[] values(VectorJson json, int images) {
        List<JsonNode> elements = json.list(VALUES);
        if (elements.size() != images) {
            throw json.fault(VALUES, "has %d values for %d images: give each one".formatted(elements.size(), images));
        }
        double[] values = new double[images];
        for (int i = 0; i < images; i++) {
            values[i] = json.decimal(elements.get(i), VALUES + "[" + i + "]");
        }
        return values;
    }

    private static int truth(VectorJson json, JsonNode pair, String path, int first, int second, double[] values) {
        JsonNode given = pair.get(TRUTH);
        if (given != null) {
            if (!given.isInt() || Math.abs(given.intValue()) > 1) {
                throw json.fault(path + "." + TRUTH, "must be 1, -1 or 0");
            }
            return given.intValue();
        }
        if (values.length == 0) {
            throw json.fault(path + "." + TRUTH, "is missing: give the pair its truth, or the images their values");
        }
        return (int) Math.signum(values[first] - values[second]);
    }
}
