package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.producer.ingest.IngestedImage;
import io.steerscope.schemas.table.CsvWriter;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever form images come in, they are the same images. */
class ImageFormsProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COLUMNS =
            List.of("file_name", "target", "source", "category", "pair_id", "method", "alpha", "seed", "generator");

    /** What is said of one image; empty where nothing is. */
    private record Said(String target, String method, String alpha, String seed, String generator) {}

    @Property(tries = 40)
    void allFormsGiveTheSameImages(@ForAll("rows") List<Said> rows, @ForAll boolean pairs, @ForAll boolean named)
            throws IOException {
        Path folder = Files.createTempDirectory("forms");
        try {
            // given
            List<Map<String, String>> texts = IntStream.range(0, rows.size())
                    .mapToObj(i -> fields(i, rows.get(i), pairs, named))
                    .toList();
            Map<String, byte[]> members = new LinkedHashMap<>();
            for (int i = 0; i < texts.size(); i++) {
                String file = texts.get(i).get("file_name");
                TestImages.write(folder.resolve("folder").resolve(file), TestImages.png(i));
                TestImages.write(folder.resolve("table").resolve(file), TestImages.png(i));
                TestImages.write(folder.resolve("lines").resolve(file), TestImages.png(i));
                members.put(file, TestImages.png(i));
                members.put(file.replace(".png", ".json"), JSON.writeValueAsBytes(texts.get(i)));
            }
            List<String> used = COLUMNS.stream()
                    .filter(column -> texts.stream().anyMatch(row -> row.containsKey(column)))
                    .toList();
            List<List<String>> cells = texts.stream()
                    .map(row -> used.stream()
                            .map(column -> row.getOrDefault(column, ""))
                            .toList())
                    .toList();
            csv(folder.resolve("folder/metadata.csv"), used, cells);
            TestImages.parquet(folder.resolve("table/images.parquet"), used, cells);
            TestImages.write(
                    folder.resolve("lines/metadata.jsonl"),
                    texts.stream().map(ImageFormsProperties::json).collect(Collectors.joining("\n")));
            TestImages.tar(folder.resolve("shard.tar"), members);

            // when
            CheckedSource imageFolder = read(folder.resolve("folder"));
            List<IngestedImage> expected = images(imageFolder);

            // then
            assertThat(expected).hasSameSizeAs(rows);
            assertThat(imageFolder.measure()).isEqualTo(pairs ? Measure.MARGIN : Measure.ALIGNMENT);
            for (String form : List.of("lines", "table/images.parquet", "shard.tar")) {
                CheckedSource other = read(folder.resolve(form));
                assertThat(images(other)).as(form).isEqualTo(expected);
                assertThat(other.read(0)).as(form).isEqualTo(imageFolder.read(0));
            }
        } finally {
            delete(folder);
        }
    }

    @Provide
    Arbitrary<List<Said>> rows() {
        Arbitrary<String> seed = Arbitraries.of("", "", "1", "-7", "9223372036854775807");
        return Combinators.combine(
                        Arbitraries.of("a red car", "a \"blue\" car, in the snow", "ein grünes Auto", "🚗"),
                        Arbitraries.of("lerp", "mine"),
                        Arbitraries.of("0.5", "1", "1e0"),
                        seed,
                        Arbitraries.of("", "stabilityai/sdxl-turbo"))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements(said -> said.target() + said.method() + Double.valueOf(said.alpha()) + said.seed());
    }

    private static Map<String, String> fields(int index, Said said, boolean pairs, boolean named) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("file_name", "image-%02d.png".formatted(index));
        fields.put("target", said.target());
        if (pairs) {
            fields.put("source", "a car in the snow");
        }
        if (named) {
            fields.put("pair_id", "p" + Math.floorMod(said.target().hashCode(), 10_000));
            fields.put("category", "colour");
        }
        fields.put("method", said.method());
        fields.put("alpha", said.alpha());
        if (!said.seed().isEmpty()) {
            fields.put("seed", said.seed());
        }
        if (!said.generator().isEmpty()) {
            fields.put("generator", said.generator());
        }
        return fields;
    }

    private static CheckedSource read(Path source) throws IOException {
        return CheckedSource.read(SourceOptions.of(source.toString()), CheckListener.SILENT);
    }

    /** The images in the order of their keys, without the names of their files, which are the form's own. */
    private static List<IngestedImage> images(CheckedSource source) {
        String noFile = "";
        return source.set("exp", null).images().stream()
                .map(image -> new IngestedImage(
                        image.pair(),
                        image.method(),
                        image.alpha(),
                        image.seed(),
                        image.generator(),
                        noFile,
                        image.encoded()))
                .sorted(Comparator.comparing(image -> image.encoded().sha256()))
                .toList();
    }

    private static void csv(Path file, List<String> columns, List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        CsvWriter csv = new CsvWriter(text);
        csv.write(columns);
        for (List<String> row : rows) {
            csv.write(row);
        }
        TestImages.write(file, text.toString());
    }

    private static String json(Map<String, String> row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        }
    }
}
