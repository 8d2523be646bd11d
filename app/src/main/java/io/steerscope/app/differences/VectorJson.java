package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.TextFile;
import io.steerscope.statistics.embedding.UnitVectors;

/**
 * A JSON file with vectors in it. A fault is named by the member that has it, such as {@code images[3].embedding[2]}:
 * such files often have one line.
 */
final class VectorJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final Path file;
    private final JsonNode root;
    private int dimension;
    private String first = "";

    private VectorJson(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @param members that it may have
     * @throws ActionableException if it is no JSON object, has other members, or a list without elements
     * @throws IOException if it cannot be read
     */
    static VectorJson read(Path file, VectorMembers members) throws IOException {
        VectorJson json = read(file);
        json.refuseOthers(json.root, "", members.own());
        json.checkCaptions();
        members.own().forEach(name -> {
            JsonNode member = json.root.path(name);
            if (member.isArray() && member.isEmpty()) {
                throw json.fault(name, "is empty: write at least one element");
            }
        });
        members.ofElements().forEach((list, names) -> {
            JsonNode elements = json.root.path(list);
            for (int i = 0; i < elements.size(); i++) {
                json.refuseOthers(elements.path(i), list + "[" + i + "].", names);
            }
        });
        return json;
    }

    /** The text of a caption is one, and no image has a caption twice. */
    private void checkCaptions() {
        Set<JsonNode> seen = new HashSet<>();
        JsonNode captions = root.path("captions");
        for (int i = 0; i < captions.size(); i++) {
            JsonNode caption = captions.path(i);
            if (caption.has("text") && !caption.path("text").isTextual()) {
                throw fault("captions[" + i + "].text", "is no text: write one, or leave the member out");
            }
            if (!seen.add(caption)) {
                throw fault("captions[" + i + "]", "is a caption of its image before: leave it out");
            }
        }
    }

    private void refuseOthers(JsonNode object, String path, List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw fault(path + name, "is no member that is known: write one of " + String.join(", ", known));
            }
        });
    }

    private static VectorJson read(Path file) throws IOException {
        String text = TextFile.read(file);
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ActionableException(file + where + ": " + syntaxFault(e), e);
        }
        if (root == null || !root.isObject()) {
            throw new ActionableException(
                    file + (text.isBlank() ? ": the file is empty" : ": is no JSON object") + ": write {...}");
        }
        return new VectorJson(file, root);
    }

    private static String syntaxFault(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher quoted = QUOTED.matcher(message);
        String name = quoted.find() ? quoted.group(1) : "";
        if (e instanceof JsonEOFException) {
            return "the JSON ends in the middle: write the whole file again";
        }
        if (message.startsWith("Duplicate field")) {
            return "Duplicate field '%s': keep one of them".formatted(name);
        }
        if (message.startsWith("Non-standard token") || message.startsWith("Unrecognized token")) {
            return "%s is no value of JSON: leave the vector out, or embed it again".formatted(name);
        }
        if (message.startsWith("Trailing token")) {
            return "something stands behind the object: keep one object in a file";
        }
        return "from here on it is no JSON: correct it";
    }

    /** The last part of the file's path. */
    String name() {
        return String.valueOf(file.getFileName());
    }

    /** Whether there is a member that is not null. */
    boolean has(String member) {
        return root.hasNonNull(member);
    }

    /** The elements of a member that is a list. */
    List<JsonNode> list(String member) {
        JsonNode node = root.get(member);
        if (node == null || !node.isArray()) {
            throw fault(member, node == null ? "is missing: add it" : "is no list: write [...]");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    /** The vector of a member. */
    double[] vector(String member) {
        return vector(root.get(member), member);
    }

    /** The vectors of a member that is a list of them, or of objects that hold each in a member of its own. */
    double[][] vectors(String member, @Nullable String within) {
        List<JsonNode> elements = list(member);
        double[][] vectors = new double[elements.size()][];
        for (int i = 0; i < vectors.length; i++) {
            String path = member + "[" + i + "]";
            vectors[i] = within == null
                    ? vector(elements.get(i), path)
                    : vector(elements.get(i).get(within), path + "." + within);
        }
        return vectors;
    }

    /** The unit vector of a node; read as float32, as all vectors are. */
    private double[] vector(@Nullable JsonNode node, String path) {
        if (node == null || !node.isArray() || node.isEmpty()) {
            throw fault(path, "is no vector: write a list of numbers");
        }
        if (dimension == 0) {
            dimension = node.size();
            first = path;
        } else if (node.size() != dimension) {
            throw fault(
                    path,
                    "has %d elements and %s %d: take all of them from one model"
                            .formatted(node.size(), first, dimension));
        }
        float[] vector = new float[dimension];
        boolean isZero = true;
        for (int j = 0; j < dimension; j++) {
            JsonNode element = node.get(j);
            vector[j] = element.isNumber() ? (float) element.doubleValue() : Float.NaN;
            if (!Float.isFinite(vector[j])) {
                throw fault(path + "[" + j + "]", "is no finite float32: leave the vector out, or embed it again");
            }
            isZero &= vector[j] == 0.0f;
        }
        if (isZero) {
            throw fault(path, "has length 0, and so no direction: leave it out, or embed it again");
        }
        return UnitVectors.of(vector);
    }

    /** The whole number of a member of an element. */
    int number(JsonNode element, String path, String member, int below) {
        JsonNode node = element.get(member);
        if (node == null || !node.isInt() || node.intValue() < 0 || node.intValue() >= below) {
            throw fault(path + "." + member, "must be a whole number from 0 to " + (below - 1));
        }
        return node.intValue();
    }

    /** The finite number of an element. */
    double decimal(JsonNode element, String path) {
        if (!element.isNumber() || !Double.isFinite(element.doubleValue())) {
            throw fault(path, "must be a finite number");
        }
        return element.doubleValue();
    }

    /** What to say of a member. */
    ActionableException fault(String path, String fault) {
        return new ActionableException(file + ": " + path + " " + fault);
    }
}
