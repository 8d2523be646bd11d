package io.steerscope.benchmarks.ingestion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.schemas.table.CsvTable;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;

/** Whether the margins of an experiment are those that {@code clip} gives for the same files and texts. */
final class ClipAgreement {

    private static final List<String> KEY = List.of("pair_id", "method", "alpha", "seed");

    private ClipAgreement() {}

    static void check(Path json, Path margins, Path folder) throws IOException {
        Map<List<String>, Double> byKey = new HashMap<>();
        rows(
                margins,
                List.of("pair_id", "method", "alpha", "seed", "margin"),
                row -> byKey.put(
                        List.of(
                                row.getOrDefault("pair_id", ""),
                                row.getOrDefault("method", ""),
                                row.getOrDefault("alpha", ""),
                                row.getOrDefault("seed", "")),
                        Double.valueOf(row.getOrDefault("margin", ""))));
        Map<Path, Map<String, String>> byFile = new HashMap<>();
        rows(
                folder.resolve("metadata.csv"),
                List.of("file_name", "source", "target", "pair_id", "method", "alpha", "seed"),
                row -> byFile.put(
                        folder.resolve(row.getOrDefault("file_name", "")).toAbsolutePath(), row));
        JsonNode clip = new ObjectMapper().readTree(json.toFile());
        Map<String, Integer> texts = new HashMap<>();
        clip.get("texts").forEach(text -> texts.put(text.get("text").asText(), texts.size()));
        int equal = 0;
        for (JsonNode image : clip.get("images")) {
            Path file = Path.of(image.get("file").asText()).toAbsolutePath();
            Map<String, String> row = byFile.getOrDefault(file, Map.of());
            JsonNode cosines = image.get("cosine");
            int target = texts.getOrDefault(row.getOrDefault("target", ""), -1);
            int source = texts.getOrDefault(row.getOrDefault("source", ""), -1);
            if (target < 0 || source < 0) {
                throw new IllegalStateException("clip was not given the texts of " + file);
            }
            double margin = cosines.get(target).asDouble() - cosines.get(source).asDouble();
            Double there = byKey.get(
                    KEY.stream().map(name -> row.getOrDefault(name, "")).toList());
            if (there == null || there != margin) {
                throw new IllegalStateException("clip gives %s for %s, the experiment has %s"
                        .formatted(margin, image.get("file").asText(), there));
            }
            equal++;
        }
        System.out.println("margins of " + equal + " images equal those of clip bit for bit");
    }

    private interface RowConsumer {
        void accept(Map<String, String> row);
    }

    private static void rows(Path file, List<String> columns, RowConsumer consumer) throws IOException {
        TableFaults faults = new TableFaults(file);
        CsvTable.of(TextFile.read(file), columns, faults).forEach(row -> {
            Map<String, String> fields = new HashMap<>();
            columns.forEach(column -> fields.put(column, row.text(column)));
            consumer.accept(fields);
        });
        faults.refuseIfAny();
    }
}
