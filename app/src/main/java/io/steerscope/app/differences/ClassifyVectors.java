package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.steerscope.statistics.differences.Comparative;

/**
 * A JSON file of classes, comparatives and images with their vectors: {@code classes} (names), {@code
 * class_embeddings}, {@code comparatives} ({@code first}, {@code second}: numbers of classes; {@code embedding}) and
 * {@code images} ({@code label}: number of a class; {@code embedding}).
 */
public final class ClassifyVectors {

    private ClassifyVectors() {}

    /**
     * Reads a file.
     *
     * @param name what its vectors are called
     * @throws io.steerscope.app.failure.ActionableException if it is no such file
     * @throws IOException if it cannot be read
     */
    public static ClassifySet read(Path file, String name) throws IOException {
        VectorJson json = VectorJson.read(file, VectorMembers.CLASSIFY);
        List<String> classes = new ArrayList<>();
        for (JsonNode node : json.list("classes")) {
            if (!node.isTextual()) {
                throw json.fault("classes[" + classes.size() + "]", "is no text: write the name of a class");
            }
            if (node.textValue().isBlank() || classes.contains(node.textValue())) {
                throw json.fault(
                        "classes[" + classes.size() + "]",
                        (node.textValue().isBlank() ? "is empty" : "is the name of a class before it")
                                + ": write a name of its own");
            }
            classes.add(node.textValue());
        }
        double[][] classVectors = json.vectors("class_embeddings", null);
        if (classVectors.length != classes.size() || classes.size() < 2) {
            throw json.fault(
                    "class_embeddings",
                    "has %d vectors for %d classes: give each class one, and at least two classes"
                            .formatted(classVectors.length, classes.size()));
        }
        double[][] images = json.vectors("images", "embedding");
        List<JsonNode> elements = json.list("images");
        int[] labels = new int[images.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = json.number(elements.get(i), "images[" + i + "]", "label", classes.size());
        }
        return new ClassifySet(
                name, classes, classVectors, comparatives(json, classes.size()), Images.numbered(images), labels);
    }

    private static List<Comparative> comparatives(VectorJson json, int classes) {
        double[][] deltas = json.vectors("comparatives", "embedding");
        List<JsonNode> elements = json.list("comparatives");
        List<Comparative> comparatives = new ArrayList<>();
        for (int i = 0; i < deltas.length; i++) {
            String path = "comparatives[" + i + "]";
            int first = json.number(elements.get(i), path, "first", classes);
            int second = json.number(elements.get(i), path, "second", classes);
            if (first == second) {
                throw json.fault(path, "compares a class with itself: name two classes, or leave it out");
            }
            comparatives.add(new Comparative(first, second, deltas[i]));
        }
        return comparatives;
    }
}
