package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.statistics.embedding.UnitVectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Small files for commands about differences: eight images, three classes, and the texts that they ask for. */
final class DifferenceTables {

    static final int DIMENSIONS = 6;
    static final List<String> CLASSES = List.of("cup", "bell", "boat");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;

    DifferenceTables(Path folder) {
        this.folder = folder;
    }

    /** Rows of one kind for the images: their number is in the place of {@code %d}. */
    static List<String> rows(String form) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rows.add(form.formatted(i));
        }
        return rows;
    }

    /** Embeddings of two models, and a question of each kind but captions. */
    void writeInputs() throws IOException {
        writeEmbeddings("base", 1);
        writeEmbeddings("tuned", 2);
        write("classes.txt", "cup\ta cup\nbell\nboat\n");
        write("labels.csv", "image,label", List.of("0.png,cup", "1.png,bell", "2.png,cup"));
        write("comparatives.csv", "first,second,text", List.of("cup,bell,cup less bell"));
        write("pairs.csv", "first,second,text,truth", List.of("0.png,1.png,larger,1", "2.png,3.png,larger,-1"));
    }

    /** Embeddings of the images and of all texts, different ones for each model. */
    void writeEmbeddings(String model, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> images = rows("%d.png");
        images.replaceAll(image -> image + vector(random));
        List<String> texts = new ArrayList<>(List.of(
                "a cup",
                "a bell",
                "a boat",
                "cup less bell",
                "bell less boat",
                "larger",
                "smaller",
                "one",
                "two",
                "three"));
        texts.replaceAll(text -> text + vector(random));
        write(model + ".csv", "image" + elements(), images);
        write(model + "-texts.csv", "text" + elements(), texts);
    }

    private static String elements() {
        StringBuilder names = new StringBuilder();
        for (int j = 0; j < DIMENSIONS; j++) {
            names.append(",e").append(j);
        }
        return names.toString();
    }

    private static String vector(Random random) {
        StringBuilder vector = new StringBuilder();
        for (int j = 0; j < DIMENSIONS; j++) {
            vector.append(',').append((float) (0.3 + random.nextGaussian()));
        }
        return vector.toString();
    }

    /** The unit vector of a row of a table of embeddings. */
    double[] unitVector(String table, String name) throws IOException {
        String row = Files.readAllLines(folder.resolve(table)).stream()
                .filter(line -> line.startsWith(name + ","))
                .findFirst()
                .orElseThrow();
        String[] fields = row.split(",");
        float[] vector = new float[DIMENSIONS];
        for (int j = 0; j < DIMENSIONS; j++) {
            vector[j] = Float.parseFloat(fields[j + 1]);
        }
        return UnitVectors.of(vector);
    }

    Path write(String name, String header, List<String> rows) throws IOException {
        return Files.writeString(folder.resolve(name), header + "\n" + String.join("\n", rows) + "\n");
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Runs a command over the embeddings of models; an argument that begins with {@code @} is a file of the folder. */
    CommandOutcome run(List<String> models, String... arguments) {
        List<String> all = new ArrayList<>(List.of("differences"));
        Arrays.stream(arguments)
                .map(argument -> argument.startsWith("@") ? file(argument.substring(1)) : argument)
                .forEach(all::add);
        for (String model : models) {
            all.addAll(List.of("--embeddings", file(model + ".csv"), "--texts", file(model + "-texts.csv")));
        }
        return CommandOutcome.of(all.toArray(String[]::new));
    }

    static String[] concat(List<String> first, String... further) {
        return Stream.concat(first.stream(), Arrays.stream(further)).toArray(String[]::new);
    }

    /** What a command printed, which said nothing else. */
    static JsonNode json(CommandOutcome outcome) throws Exception {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }

    /** Holds that a command said one line, with these parts, and nothing else. */
    static void refused(CommandOutcome outcome, String... parts) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).contains(parts);
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }
}
