package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.steerscope.schemas.table.FieldText;

/** Tables of embeddings, CSV or Parquet, as vectors by name: images by their name, or texts by themselves. */
public final class NamedVectors {

    private static final List<String> OF_TEXTS = List.of("text", PictureTable.PROMPT);

    private record Taken(float[] vector, int line) {}

    private final RowSource source;
    private final VectorColumn vectors;
    private final int name;
    private final boolean mayRepeat;
    private final SortedMap<String, Taken> taken;

    private NamedVectors(RowSource source, List<String> names, boolean mayRepeat, SortedMap<String, Taken> taken) {
        this.source = source;
        this.taken = taken;
        this.vectors = new VectorColumn(0, source);
        this.mayRepeat = mayRepeat;
        this.name = names.stream()
                .mapToInt(source.columns()::indexOf)
                .filter(position -> position >= 0)
                .findFirst()
                .orElse(-1);
        if (name < 0) {
            source.faults()
                    .add(source.header(), "nothing names the vectors: add the column " + String.join(" or ", names));
        }
    }

    /**
     * Vectors of images by the column {@code image}, each image once.
     *
     * @param vectorColumn of a Parquet file, the column of the vectors
     * @throws io.steerscope.schemas.table.TableException if the file is no such table
     * @throws IOException if it cannot be read
     */
    public static Map<String, float[]> ofImages(Path file, String vectorColumn) throws IOException {
        return read(file, vectorColumn, List.of(RowKeys.IMAGE), false);
    }

    /**
     * Vectors of texts by the column {@code text}, or {@code prompt}; a text may stand there again with the same
     * vector, and rows without a text are passed over. A Parquet file may have the texts of other roles in columns of
     * their own ({@code source}, {@code source_text_embedding}), as {@code embed} writes them.
     *
     * @param vectorColumn of a Parquet file, the column of the vectors; those of other roles are read only where it has
     *     its usual name
     */
    public static Map<String, float[]> ofTexts(Path file, String vectorColumn) throws IOException {
        if (!vectorColumn.equals(EmbeddingSource.TEXT_COLUMN) || !RowSource.isParquet(file)) {
            return read(file, vectorColumn, OF_TEXTS, true);
        }
        SortedMap<String, Taken> taken = new TreeMap<>();
        for (TextRole role : List.of(TextRole.SOURCE, TextRole.TARGET)) {
            String ofRole = EmbeddingSource.textColumn(role);
            if (hasColumns(file, List.of(role.word()), ofRole)) {
                read(file, ofRole, List.of(role.word()), true, taken);
            }
        }
        if (taken.isEmpty() || hasColumns(file, OF_TEXTS, vectorColumn)) {
            read(file, vectorColumn, OF_TEXTS, true, taken);
        }
        return vectors(taken);
    }

    /** Whether a Parquet file has a column of vectors of this name, and one that names them. */
    private static boolean hasColumns(Path file, List<String> names, String vectorColumn) throws IOException {
        try (RowSource source = RowSource.open(file, List.of(EmbeddingSource.IMAGE_COLUMN, vectorColumn))) {
            return source.hasVector(1) && names.stream().anyMatch(source.columns()::contains);
        }
    }

    /** Whether a table may hold vectors of texts beside those of images: Parquet alone has two columns of vectors. */
    public static boolean mayHoldTexts(Path file) throws IOException {
        return RowSource.isParquet(file);
    }

    private static Map<String, float[]> read(Path file, String vectorColumn, List<String> names, boolean mayRepeat)
            throws IOException {
        SortedMap<String, Taken> taken = new TreeMap<>();
        read(file, vectorColumn, names, mayRepeat, taken);
        return vectors(taken);
    }

    private static Map<String, float[]> vectors(SortedMap<String, Taken> taken) {
        return taken.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().vector(), (one, other) -> one, TreeMap::new));
    }

    private static void read(
            Path file, String vectorColumn, List<String> names, boolean mayRepeat, SortedMap<String, Taken> taken)
            throws IOException {
        try (RowSource source = RowSource.open(file, List.of(vectorColumn))) {
            source.faults().refuseIfAny();
            NamedVectors table = new NamedVectors(source, names, mayRepeat, taken);
            source.faults().refuseIfAny();
            source.forEach(table::take);
            boolean isOfRole = mayRepeat && !names.equals(OF_TEXTS);
            if (source.faults().count() == 0 && table.taken.isEmpty() && !isOfRole) {
                source.faults().add(source.header(), "there is no row");
            }
            source.faults().refuseIfAny();
        }
    }

    private void take(RowSource.Row row) {
        String text = row.text(name);
        if (text.isBlank()) {
            if (!mayRepeat) {
                source.faults().add(row.place(name), source.columns().get(name) + " is empty: fill it in");
            }
            return;
        }
        vectors.of(row).ifPresent(vector -> {
            Taken first = taken.putIfAbsent(text, new Taken(vector, row.line()));
            if (first != null && !(mayRepeat && Arrays.equals(first.vector(), vector))) {
                source.faults()
                        .add(
                                row.place(name),
                                "%s stands here and %s%s: keep one of the rows"
                                        .formatted(
                                                FieldText.quoted(text),
                                                source.where(first.line()),
                                                mayRepeat ? " with another vector" : ""));
            }
        });
    }
}
