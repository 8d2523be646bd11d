package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.TableFaults;

/**
 * Reads tables of embeddings, CSV or Parquet, as {@code docs/embeddings.md} describes them.
 *
 * <p>A row is named by {@code pair_id}, {@code alpha}, {@code seed} and, where there is one, {@code method}, or by
 * {@code image} in a table that has not the first three. Everything but vectors is text. One row of a CSV file or one
 * row group of a Parquet file is in memory beside what was read, which is four bytes for each element; equal vectors of
 * texts are there once.
 */
public final class EmbeddingReader {

    private final RowSource images;
    private final TableFaults faults;
    private final ScorerFilter scorers;
    private final RowKeys keys;
    private final VectorColumn vectors;
    private final RowTexts texts;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Map<String, String> strings = new HashMap<>();
    private final List<EmbeddingRow> rows = new ArrayList<>();

    private EmbeddingReader(RowSource images, EmbeddingSource source, Set<TextRole> needed, Set<TextRole> further)
            throws IOException {
        this.images = images;
        this.faults = images.faults();
        this.scorers = new ScorerFilter(images, source.scorer());
        this.keys = new RowKeys(images);
        this.vectors = new VectorColumn(0, images);
        this.texts = RowTexts.of(images, source, needed, further, keys.byPair());
        for (String column : images.columns()) {
            positions.put(column, positions.size());
        }
    }

    /**
     * Reads a table.
     *
     * @param needed the texts that each image must have; no others are read
     * @throws io.steerscope.schemas.table.TableException if a file is no such table
     * @throws IOException if a file cannot be read
     */
    public static EmbeddingTable read(EmbeddingSource source, Set<TextRole> needed) throws IOException {
        return read(source, needed, Set.of());
    }

    /**
     * Reads a table.
     *
     * @param needed the texts that each image must have
     * @param further the texts that are read of the images that have them; none is in {@code needed}
     * @throws io.steerscope.schemas.table.TableException if a file is no such table
     * @throws IOException if a file cannot be read
     */
    public static EmbeddingTable read(EmbeddingSource source, Set<TextRole> needed, Set<TextRole> further)
            throws IOException {
        try (RowSource images = RowSource.open(source.images(), RowTexts.vectorColumns(source, needed, further))) {
            images.faults().refuseIfAny();
            EmbeddingReader reader = new EmbeddingReader(images, source, needed, further);
            images.faults().refuseIfAny();
            images.forEach(reader::take);
            return reader.table();
        }
    }

    /**
     * Whether the images of a table are of pairs, by its columns alone.
     *
     * @throws IOException if the file cannot be read
     */
    public static boolean isByPair(EmbeddingSource source) throws IOException {
        try (RowSource images = RowSource.open(source.images(), List.of(source.imageColumn()))) {
            return new RowKeys(images).byPair();
        }
    }

    /**
     * The roles of which a table has texts: in columns that are not empty in every row, or in the file of texts.
     *
     * @throws io.steerscope.schemas.table.TableException if a file is no table
     * @throws IOException if a file cannot be read
     */
    public static Set<TextRole> textRoles(EmbeddingSource source) throws IOException {
        Path texts = source.texts();
        if (texts != null) {
            return TextVectors.roles(texts, source.textColumn());
        }
        Set<TextRole> roles = EnumSet.allOf(TextRole.class);
        try (RowSource images = RowSource.open(source.images(), RowTexts.vectorColumns(source, roles, Set.of()))) {
            roles.removeIf(role -> !images.hasVector(1 + role.ordinal()));
            return roles;
        }
    }

    private void take(RowSource.Row row) {
        if (!scorers.takes(row)) {
            return;
        }
        Optional<EmbeddingKey> key = keys.of(row);
        Optional<float[]> vector = vectors.of(row);
        if (key.isEmpty() || vector.isEmpty()) {
            return;
        }
        @Nullable float[][] ofRow = texts.of(row);
        String[] fields = new String[positions.size()];
        for (int i = 0; i < fields.length; i++) {
            String text = row.text(i);
            String earlier = strings.putIfAbsent(text, text);
            fields[i] = earlier == null ? text : earlier;
        }
        if (faults.count() == 0) {
            rows.add(new EmbeddingRow(key.get(), row.line(), positions, fields, vector.get(), ofRow));
        }
    }

    private EmbeddingTable table() {
        if (faults.count() == 0 && rows.isEmpty()) {
            faults.add(images.header(), scorers.nothing());
        }
        faults.refuseIfAny();
        rows.sort(Comparator.comparing(EmbeddingRow::key));
        return new EmbeddingTable(
                faults.file(),
                rows,
                vectors.dimension(),
                texts.dimension() == 0 ? OptionalInt.empty() : OptionalInt.of(texts.dimension()),
                images.columns(),
                keys.byPair());
    }
}
