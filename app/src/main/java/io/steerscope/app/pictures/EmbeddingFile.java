package io.steerscope.app.pictures;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.PictureTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.parquet.Column;
import io.steerscope.app.parquet.ParquetTable;
import io.steerscope.schemas.table.CsvWriter;

/** A table of embeddings as a file, in the form that its name asks for. */
final class EmbeddingFile {

    private record Row(PictureTable.Picture picture, EmbeddedPicture embedded) {}

    private final PictureTable table;
    private final PartFile part;

    /** @param part with a row of every picture */
    EmbeddingFile(PictureTable table, PartFile part) {
        this.table = table;
        this.part = part;
    }

    /** Whether a name is that of a Parquet file. */
    static boolean isParquet(Path file) {
        return name(file).endsWith(".parquet");
    }

    /** Whether a name is that of a CSV file. */
    static boolean isCsv(Path file) {
        return name(file).endsWith(".csv");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** Writes a Parquet file: vectors are lists, those of texts beside those of images. */
    void writeParquet(Path file) throws IOException {
        try (ParquetTable<Row> out = new ParquetTable<>(file, "embedding", columns())) {
            for (int i = 0; i < table.pictures().size(); i++) {
                out.write(row(i));
            }
        }
    }

    /** Writes a CSV file of the vectors of images. */
    void writeCsv(Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            CsvWriter out = new CsvWriter(writer);
            List<String> header = new ArrayList<>(table.columns());
            header.addAll(elements(row(0).embedded().image().length));
            out.write(header);
            for (int i = 0; i < table.pictures().size(); i++) {
                Row row = row(i);
                List<String> fields = new ArrayList<>(row.picture().fields());
                addNumbers(row.embedded().image(), fields);
                out.write(fields);
            }
        }
    }

    /** Writes a CSV file of the vectors of texts, each image with those of its roles. */
    void writeTextsCsv(Path file) throws IOException {
        List<TextRole> roles = table.roles();
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            CsvWriter out = new CsvWriter(writer);
            List<String> header = new ArrayList<>(List.of("image", "role", "text"));
            header.addAll(elements(row(0).embedded().image().length));
            out.write(header);
            for (int i = 0; i < table.pictures().size(); i++) {
                Row row = row(i);
                for (int j = 0; j < roles.size(); j++) {
                    String text = table.text(row.picture(), roles.get(j));
                    if (!text.isEmpty()) {
                        List<String> fields = new ArrayList<>(
                                List.of(row.picture().image(), roles.get(j).word(), text));
                        addNumbers(row.embedded().texts().get(j), fields);
                        out.write(fields);
                    }
                }
            }
        }
    }

    private Row row(int index) throws IOException {
        return new Row(table.pictures().get(index), part.get(index).orElseThrow());
    }

    private static List<String> elements(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    }

    /** The fewest digits that are read as the same float32. */
    private static void addNumbers(float[] vector, List<String> fields) {
        for (float element : vector) {
            fields.add(Float.toString(element));
        }
    }

    private List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int field = i;
            Column.Kind kind = kind(table.columns().get(i));
            columns.add(new Column<>(
                    table.columns().get(i),
                    kind,
                    row -> value(kind, row.picture().fields().get(field))));
        }
        columns.add(new Column<>(EmbeddingSource.IMAGE_COLUMN, Column.Kind.VECTOR, row -> row.embedded()
                .image()));
        List<TextRole> roles = table.roles();
        for (int i = 0; i < roles.size(); i++) {
            int text = i;
            columns.add(new Column<>(EmbeddingSource.textColumn(roles.get(i)), Column.Kind.VECTOR, row -> {
                float[] vector = row.embedded().texts().get(text);
                return vector.length == 0 ? null : vector;
            }));
        }
        return columns;
    }

    private static Column.Kind kind(String column) {
        return switch (column) {
            case "alpha" -> Column.Kind.REAL;
            case "seed" -> Column.Kind.WHOLE;
            default -> Column.Kind.TEXT;
        };
    }

    private static @Nullable Object value(Column.Kind kind, String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case REAL -> Double.valueOf(text);
            case WHOLE -> Long.valueOf(text);
            default -> text;
        };
    }
}
