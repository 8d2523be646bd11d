package io.steerscope.benchmarks.ingestion;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import io.steerscope.app.parquet.Column;
import io.steerscope.app.parquet.ParquetTable;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.schemas.table.CsvTable;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;

/** Writes the same images in every form in which they can be ingested. */
final class ImageFolders {

    private static final int EDGE = 64;
    private static final int PER_FOLDER = 1_000;
    private static final int PER_SHARD = 500;
    private static final int IMAGES_PER_PROMPT = 5;
    private static final List<String> COLUMNS =
            List.of("file_name", "source", "target", "category", "pair_id", "method", "alpha", "seed");
    private static final List<List<String>> WORDS = List.of(
            List.of("one", "two", "three", "four"),
            List.of("small", "medium", "large"),
            List.of("red", "orange", "purple", "white", "pink", "blue", "green"),
            List.of("plain", "striped", "checkered"),
            List.of("tree", "banana", "boat", "crown", "tulip", "car", "rocket"),
            List.of("in the center", "on the left", "on the right", "at the bottom"),
            List.of("on grass", "on sand", "on water", "on paper", "on asphalt"),
            List.of("in the sun", "in the rain", "in the fog", "in the snow"));

    private ImageFolders() {}

    /** Blocks of colour with some noise, which PNG compresses about as it does images of that size. */
    static void make(int count, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter metadata = Files.newBufferedWriter(folder.resolve("metadata.csv"))) {
            metadata.write("file_name,target\n");
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve("%03d/%06d.png".formatted(i / PER_FOLDER, i));
                Files.createDirectories(file.getParent());
                Files.write(file, png(i));
                metadata.write("%s,%s\n".formatted(folder.relativize(file), prompt(i / IMAGES_PER_PROMPT)));
            }
        }
    }

    private static byte[] png(int number) {
        Random random = new Random(number);
        byte[] rgb = new byte[EDGE * EDGE * 3];
        int[] colours = random.ints(16 * 3, 0, 240).toArray();
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                int block = y / 16 * 4 + x / 16;
                for (int channel = 0; channel < 3; channel++) {
                    rgb[(y * EDGE + x) * 3 + channel] = (byte) (colours[block * 3 + channel] + random.nextInt(6));
                }
            }
        }
        return PngEncoder.encode(new RgbImage(EDGE, EDGE, rgb));
    }

    private static String prompt(int number) {
        List<String> words = new ArrayList<>();
        int rest = number;
        for (List<String> choice : WORDS) {
            words.add(choice.get(rest % choice.size()));
            rest /= choice.size();
        }
        return String.join(" ", words);
    }

    /** The images of an imagefolder as shards and as a table. */
    static void forms(Path folder, Path out) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        Path metadata = folder.resolve("metadata.csv");
        TableFaults faults = new TableFaults(metadata);
        CsvTable table = CsvTable.of(TextFile.read(metadata), COLUMNS, faults);
        table.forEach(row -> {
            Map<String, String> fields = new LinkedHashMap<>();
            COLUMNS.forEach(column -> fields.put(column, row.text(column)));
            rows.add(fields);
        });
        faults.refuseIfAny();
        Files.createDirectories(out.resolve("shards"));
        Files.createDirectories(out.resolve("table"));
        for (int first = 0; first < rows.size(); first += PER_SHARD) {
            List<Map<String, String>> shard = rows.subList(first, Math.min(rows.size(), first + PER_SHARD));
            writeShard(out.resolve("shards/%03d.tar".formatted(first / PER_SHARD)), folder, first, shard);
        }
        List<Column<Map<String, String>>> columns = new ArrayList<>();
        COLUMNS.forEach(name -> columns.add(
                new Column<>(name.equals("file_name") ? "path" : name, Column.Kind.TEXT, row -> row.get(name))));
        try (ParquetTable<Map<String, String>> parquet =
                new ParquetTable<>(out.resolve("table/images.parquet"), "images", columns)) {
            for (Map<String, String> row : rows) {
                Path file = out.resolve("table").resolve(String.valueOf(row.get("file_name")));
                Files.createDirectories(file.getParent());
                Files.copy(folder.resolve(String.valueOf(row.get("file_name"))), file);
                parquet.write(row);
            }
        }
    }

    private static void writeShard(Path file, Path folder, int first, List<Map<String, String>> rows)
            throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            int number = first;
            for (Map<String, String> row : rows) {
                String key = "%06d".formatted(number++);
                Map<String, String> said = new LinkedHashMap<>(row);
                put(tar, key + ".png", Files.readAllBytes(folder.resolve(String.valueOf(said.remove("file_name")))));
                put(tar, key + ".json", json.writeValueAsBytes(said));
            }
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
