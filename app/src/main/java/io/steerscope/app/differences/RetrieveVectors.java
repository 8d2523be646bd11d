package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON file of images and captions with their vectors: {@code images} (vectors) and {@code captions} ({@code image}:
 * the number of an image from 0; {@code embedding}; and {@code text}, if it is known). Captions of one text
 * have one vector and are the same, as are those of one vector without a text.
 */
public final class RetrieveVectors {

    /** @param number its place in the file */
    private record Caption(int number, String text, double[] vector) {

        boolean hasTextOf(Caption other) {
            return text.equals(other.text);
        }

        boolean hasVectorOf(Caption other) {
            return Arrays.equals(vector, other.vector);
        }
    }

    private RetrieveVectors() {}

    /**
     * Reads a file.
     *
     * @param name what its vectors are called
     * @throws io.steerscope.app.failure.ActionableException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static RetrieveSet read(Path file, String name) throws IOException {
        VectorJson json = VectorJson.read(file, VectorMembers.RETRIEVE);
        double[][] images = json.vectors("images", null);
        double[][] vectors = json.vectors("captions", "embedding");
        if (images.length == 0) {
            throw json.fault("images", "is empty: write a vector for each image");
        }
        List<JsonNode> elements = json.list("captions");
        List<Caption> captions = new ArrayList<>();
        List<List<Integer>> ofImages = IntStream.range(0, images.length)
                .mapToObj(i -> (List<Integer>) new ArrayList<Integer>())
                .toList();
        for (int i = 0; i < vectors.length; i++) {
            int image = json.number(elements.get(i), "captions[" + i + "]", "image", images.length);
            int caption = number(
                    json, captions, new Caption(i, elements.get(i).path("text").asText(""), vectors[i]));
            if (!ofImages.get(image).contains(caption)) {
                ofImages.get(image).add(caption);
            }
        }
        for (int i = 0; i < images.length; i++) {
            if (ofImages.get(i).isEmpty()) {
                throw json.fault("images[" + i + "]", "has no caption: give it one, or leave it out");
            }
        }
        return new RetrieveSet(
                name,
                Images.numbered(images),
                captions.stream().map(Caption::text).toList(),
                captions.stream().map(Caption::vector).toArray(double[][]::new),
                ofImages.stream()
                        .map(numbers ->
                                numbers.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    /** The number of a caption among those before, or a new one. */
    private static int number(VectorJson json, List<Caption> captions, Caption caption) {
        for (int c = 0; c < captions.size(); c++) {
            Caption before = captions.get(c);
            if (before.hasTextOf(caption) && before.hasVectorOf(caption)) {
                return c;
            }
            if (before.hasTextOf(caption) && !caption.text().isEmpty()) {
                throw json.fault(
                        "captions[" + caption.number() + "].text",
                        "stands at captions[%d] with another vector: give both one, or correct the text"
                                .formatted(before.number()));
            }
        }
        captions.add(caption);
        return captions.size() - 1;
    }
}
