package io.steerscope.app.choosing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.export.ExportFolder;
import io.steerscope.app.parquet.Column;
import io.steerscope.app.parquet.Column.Kind;
import io.steerscope.app.parquet.Neighbours;
import io.steerscope.app.parquet.ParquetTable;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.NearestImages;
import io.steerscope.statistics.choosing.Slice;

/**
 * Writes what was found for other tools: {@code images.parquet}, a row for each image, which Embedding Atlas shows as a
 * map; {@code issues.json}, the slices that are reported, as Spotlight reads them; and {@code README.txt}.
 */
public final class ChoiceExport {

    private static final String PARQUET = "images.parquet";
    private static final String ISSUES = "issues.json";
    private static final String README = "README.txt";
    private static final ExportFolder.Kind KIND = new ExportFolder.Kind("--export", Set.of(PARQUET, ISSUES, README));
    private static final Set<Integer> LEVELS = Set.of(4, 8, 16);
    private static final int NEIGHBOURS = 10;

    private record Row(
            Candidate candidate,
            Map<Integer, Integer> clusters,
            @Nullable Long slice,
            Set<String> selectedBy,
            double x,
            double y,
            Neighbours neighbours) {}

    private ChoiceExport() {}

    /** The levels of the hierarchy that are columns. */
    public static Set<Integer> levels() {
        return LEVELS;
    }

    /**
     * Writes a folder, and copies no image.
     *
     * @param overwrite whether an export that is there is replaced
     * @throws io.steerscope.app.failure.ActionableException if the folder cannot be used, or the disk is full
     */
    public static void write(Path out, boolean overwrite, SelectOutput output) throws IOException {
        try (ExportFolder folder = ExportFolder.begin(out, overwrite, KIND)) {
            List<Slice> slices = output.result().slices().reported();
            try (ParquetTable<Row> table = new ParquetTable<>(folder.resolve(PARQUET), "image", columns())) {
                for (Row row : rows(output, slices)) {
                    table.write(row);
                }
            } catch (IOException e) {
                folder.requireSpace();
                throw e;
            }
            Files.writeString(
                    folder.resolve(ISSUES),
                    new ObjectMapper()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(SliceIssues.of(slices, output))
                            + "\n");
            Files.writeString(
                    folder.resolve(README), ExportReadme.of(output.candidates().paths()));
            folder.complete();
        }
    }

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                of("image", Kind.TEXT, Candidate::path),
                of("prompt", Kind.TEXT, candidate -> filled(candidate.image().prompt())),
                of("pair_id", Kind.TEXT, candidate -> filled(candidate.pairId())),
                of("category", Kind.TEXT, candidate -> filled(candidate.category())),
                of("method", Kind.TEXT, candidate -> filled(candidate.method())),
                of("alpha", Kind.REAL, Candidate::alpha),
                of("seed", Kind.WHOLE, Candidate::seed),
                of("score", Kind.REAL, candidate -> candidate.image().score()),
                of("margin", Kind.REAL, Candidate::margin)));
        LEVELS.stream()
                .sorted()
                .forEach(
                        level -> columns.add(new Column<>("cluster_" + level, Kind.WHOLE, row -> Objects.requireNonNull(
                                        row.clusters().get(level))
                                .longValue())));
        columns.addAll(List.of(
                new Column<>("slice", Kind.WHOLE, Row::slice),
                new Column<>("selected", Kind.FLAG, row -> !row.selectedBy().isEmpty()),
                new Column<>("selected_by", Kind.TEXT, row -> filled(String.join(",", row.selectedBy()))),
                new Column<>("projection_x", Kind.REAL, Row::x),
                new Column<>("projection_y", Kind.REAL, Row::y),
                new Column<>("neighbors", Kind.NEIGHBOURS, Row::neighbours),
                of("image_embedding", Kind.VECTOR, candidate -> candidate
                        .image()
                        .vector())));
        return columns;
    }

    private static Column<Row> of(String name, Kind kind, Function<Candidate, @Nullable Object> value) {
        return new Column<>(name, kind, row -> value.apply(row.candidate()));
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<Row> rows(SelectOutput output, List<Slice> slices) {
        ChoosingResult result = output.result();
        List<Candidate> candidates = output.candidates().of(result);
        NearestImages nearest = NearestImages.of(result.images(), NEIGHBOURS);
        Map<Integer, Long> sliceOf = new HashMap<>();
        for (int i = 0; i < slices.size(); i++) {
            for (int member : slices.get(i).members()) {
                sliceOf.put(member, i + 1L);
            }
        }
        Map<Integer, Set<String>> selectedBy = new HashMap<>();
        result.selection().values().forEach(category -> category.byRule()
                .forEach((rule, selection) -> selection.images().forEach(place -> selectedBy
                        .computeIfAbsent(place, any -> new TreeSet<>())
                        .add(rule.id()))));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            rows.add(new Row(
                    candidates.get(i),
                    clusters(result.levels(), i),
                    sliceOf.get(i),
                    selectedBy.getOrDefault(i, Set.of()),
                    result.map().x()[i],
                    result.map().y()[i],
                    new Neighbours(nearest.places()[i], nearest.distances()[i])));
        }
        return rows;
    }

    private static Map<Integer, Integer> clusters(SortedMap<Integer, int[]> levels, int place) {
        Map<Integer, Integer> clusters = new HashMap<>();
        LEVELS.forEach(level -> clusters.put(level, Objects.requireNonNull(levels.get(level))[place]));
        return clusters;
    }
}
