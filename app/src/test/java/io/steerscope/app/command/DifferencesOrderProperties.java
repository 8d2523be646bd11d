package io.steerscope.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/** No byte depends on the order of rows. */
class DifferencesOrderProperties {

    private static final List<String> MODELS = List.of("base", "tuned");
    private static final List<String> FORMATS = List.of("json", "table");

    private static Path folder;
    private static DifferenceTables tables;
    private static List<String> expected;

    @BeforeContainer
    static void runOnce() throws IOException {
        folder = Files.createTempDirectory("differences");
        tables = new DifferenceTables(folder);
        tables.writeEmbeddings("base", 1);
        tables.writeEmbeddings("tuned", 2);
        expected = found(rows -> {});
    }

    @AfterContainer
    static void removeFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 20)
    void rowsInAnyOrderGiveTheSameBytes(@ForAll long seed) {
        // given
        Random random = new Random(seed);

        // then
        assertThat(found(rows -> Collections.shuffle(rows, random))).isEqualTo(expected);
    }

    private static List<String> found(Consumer<List<String>> order) {
        try {
            writeInputs(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> outputs = new ArrayList<>();
        for (String format : FORMATS) {
            outputs.add(run(
                    format,
                    "classify",
                    "--labels",
                    "@labels.csv",
                    "--classes",
                    "@classes.txt",
                    "--comparatives",
                    "@comparatives.csv",
                    "--template",
                    "a {c}",
                    "--directions",
                    "second,both"));
            outputs.add(run(format, "pairs", "--pairs", "@pairs.csv", "--cluster", "image"));
            outputs.add(run(format, "rank", "--text", "larger", "--opposite", "smaller", "--truth", "@truth.csv"));
            outputs.add(run(format, "retrieve", "--captions", "@captions.csv"));
        }
        return outputs;
    }

    private static void writeInputs(Consumer<List<String>> order) throws IOException {
        tables.write("classes.txt", "cup\nbell\nboat\n");
        write(
                "labels.csv",
                "image,label",
                order,
                List.of("0.png,cup", "1.png,bell", "2.png,boat", "3.png,cup", "4.png,bell", "5.png,cup"));
        write(
                "comparatives.csv",
                "first,second,text",
                order,
                List.of("cup,bell,cup less bell", "bell,boat,bell less boat", "cup,boat,larger", "boat,cup,smaller"));
        write(
                "pairs.csv",
                "first,second,text,truth",
                order,
                List.of(
                        "0.png,1.png,larger,1",
                        "1.png,2.png,larger,-1",
                        "3.png,0.png,smaller,1",
                        "4.png,5.png,larger,0",
                        "0.png,1.png,larger,1",
                        "5.png,6.png,smaller,-1",
                        "6.png,7.png,larger,1"));
        write(
                "truth.csv",
                "image,value",
                order,
                List.of("0.png,1", "1.png,2", "2.png,2", "3.png,0.5", "4.png,3", "5.png,1", "6.png,2", "7.png,4"));
        write(
                "captions.csv",
                "image,caption",
                order,
                List.of(
                        "0.png,one",
                        "1.png,two",
                        "2.png,three",
                        "3.png,one",
                        "4.png,a cup",
                        "5.png,a bell",
                        "5.png,a boat"));
    }

    private static void write(String name, String header, Consumer<List<String>> order, List<String> rows)
            throws IOException {
        List<String> ordered = new ArrayList<>(rows);
        order.accept(ordered);
        tables.write(name, header, ordered);
    }

    private static String run(String format, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", format));
        CommandOutcome outcome = tables.run(MODELS, all.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return outcome.out();
    }
}
