package io.steerscope.inference.bundle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fields of one JSON object, with errors that name the file and the full path of the field. */
final class JsonFields {

    private static final int MOST_SHOWN = 80;
    private static final int MOST_TEXTS = 100;

    private final Path file;
    private final String path;
    private final JsonNode node;

    JsonFields(Path file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw error(path.isEmpty() ? "the file" : path, "must be an object");
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonFields object(String name) {
        return new JsonFields(file, path(name), require(name, JsonNode::isObject, "an object"));
    }

    /** These fields, with the values of others in the place of those that both have. */
    JsonFields changedBy(JsonFields others) {
        ObjectNode merged = node.deepCopy();
        others.node.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return new JsonFields(file, others.path, merged);
    }

    List<JsonFields> objects(String name, int count) {
        JsonNode array = require(name, n -> n.isArray() && n.size() == count, "a list of " + count + " objects");
        List<JsonFields> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(new JsonFields(file, path(name) + "[" + i + "]", array.get(i)));
        }
        return objects;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String text(String name) {
        return require(name, JsonNode::isTextual, "a text").textValue();
    }

    String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    /** An integer from 1 to {@code most}. */
    int positive(String name, int most) {
        return integer(name, 1, most);
    }

    /** An integer from 0 to {@code most}. */
    int notNegative(String name, int most) {
        return integer(name, 0, most);
    }

    private int integer(String name, int least, int most) {
        return require(
                        name,
                        n -> n.isIntegralNumber()
                                && n.canConvertToInt()
                                && n.intValue() >= least
                                && n.intValue() <= most,
                        "an integer from " + least + " to " + most)
                .intValue();
    }

    long id(String name) {
        return require(name, n -> n.isIntegralNumber() && n.canConvertToLong() && n.longValue() >= 0, "an id >= 0")
                .longValue();
    }

    double number(String name) {
        return require(name, JsonFields::isFinite, "a finite number").doubleValue();
    }

    double number(String name, double fallback) {
        return has(name) ? number(name) : fallback;
    }

    boolean flag(String name) {
        return require(name, JsonNode::isBoolean, "true or false").booleanValue();
    }

    boolean flag(String name, boolean fallback) {
        return has(name) ? flag(name) : fallback;
    }

    List<Double> numbers(String name, int count) {
        JsonNode array = require(name, n -> n.isArray() && n.size() == count, "a list of " + count + " numbers");
        List<Double> numbers = new ArrayList<>();
        for (JsonNode element : array) {
            if (!isFinite(element)) {
                throw error(path(name), "must be a list of " + count + " finite numbers");
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    /** A list of texts, at most 100 of them. */
    List<String> texts(String name) {
        JsonNode array = require(name, n -> n.isArray() && n.size() <= MOST_TEXTS, "a list of texts");
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw error(path(name), "must be a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    <E extends Enum<E>> E choice(String name, E[] values, Function<E, String> id) {
        String text = text(name);
        List<String> ids = new ArrayList<>();
        for (E value : values) {
            if (id.apply(value).equals(text)) {
                return value;
            }
            ids.add(id.apply(value));
        }
        throw error(
                path(name), "is '" + shown(text) + "', which is not supported; supported: " + String.join(", ", ids));
    }

    String choice(String name, String fallback, List<String> values) {
        String text = text(name, fallback);
        if (!values.contains(text)) {
            throw error(
                    path(name),
                    "is '" + shown(text) + "', which is not supported; supported: " + String.join(", ", values));
        }
        return text;
    }

    BundleException error(String field, String problem) {
        return new BundleException(file + ": " + field + " " + problem);
    }

    BundleException fieldError(String name, String problem) {
        return error(path(name), problem);
    }

    private JsonNode require(String name, Predicate<JsonNode> valid, String expected) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw error(path(name), "is missing: must be " + expected);
        }
        if (!valid.test(value)) {
            throw error(path(name), "is " + shown(value.toString()) + ": must be " + expected);
        }
        return value;
    }

    /** As it may stand in a message. */
    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }

    private String path(String name) {
        return path.isEmpty() ? shown(name) : path + "." + shown(name);
    }
}
