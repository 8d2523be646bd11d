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
    private final SortedMap<String, Taken> taken = new TreeMap<>();

    private NamedVectors(RowSource source, List<String> names, boolean mayRepeat) {
        this.source = source;
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
     * vector, and rows without a text are passed over.
     *
     * @param vectorColumn of a Parquet file, the column of the vectors
     */
    public static Map<String, float[]> ofTexts(Path file, String vectorColumn) throws IOException {
        return read(file, vectorColumn, OF_TEXTS, true);
    }

    /** Whether a table may hold vectors of texts beside those of images: Parquet alone has two columns of vectors. */
    public static boolean mayHoldTexts(Path file) throws IOException {
        return RowSource.isParquet(file);
    }

    private static Map<String, float[]> read(Path file, String vectorColumn, List<String> names, boolean mayRepeat)
            throws IOException {
        try (RowSource source = RowSource.open(file, List.of(vectorColumn))) {
            source.faults().refuseIfAny();
            NamedVectors table = new NamedVectors(source, names, mayRepeat);
            source.faults().refuseIfAny();
            source.forEach(table::take);
            if (source.faults().count() == 0 && table.taken.isEmpty()) {
                source.faults().add(source.header(), "there is no row");
            }
            source.faults().refuseIfAny();
            return table.taken.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().vector(), (one, other) -> one, TreeMap::new));
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
