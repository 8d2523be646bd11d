package io.steerscope.app.embeddings;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** An image of a table: its key, its vector, those of its texts, and what else stands in its row. */
public final class EmbeddingRow {

    private final EmbeddingKey key;
    private final int line;
    private final Map<String, Integer> positions;
    private final String[] fields;
    private final float[] vector;
    private final @Nullable float[][] texts;

    /**
     * @param positions where the columns of text are in {@code fields}
     * @param texts by ordinal of the role; null where there is none
     */
    EmbeddingRow(
            EmbeddingKey key,
            int line,
            Map<String, Integer> positions,
            String[] fields,
            float[] vector,
            @Nullable float[][] texts) {
        this.key = key;
        this.line = line;
        this.positions = positions;
        this.fields = fields;
        this.vector = vector;
        this.texts = texts;
    }

    public EmbeddingKey key() {
        return key;
    }

    /** The line of a CSV file, or the row of a Parquet file, from 1. */
    public int line() {
        return line;
    }

    /** What stands in a column of text; empty if nothing does, or there is no such column. */
    public String text(String column) {
        Integer position = positions.get(column);
        return position == null ? "" : fields[position];
    }

    /** What stands in the column {@code category}; empty without. */
    public String category() {
        return text(RowKeys.CATEGORY);
    }

    /** The vector as it stands in the file, finite and of a length above 0; shared, not to be changed. */
    public float[] vector() {
        return vector;
    }

    /** The vector of a text as it stands in the file; shared with other rows, not to be changed. */
    public Optional<float[]> textVector(TextRole role) {
        return Optional.ofNullable(texts[role.ordinal()]);
    }

    /** {@link #vector} divided by its length, in double. */
    public double[] unit() {
        return unit(vector);
    }

    /** A vector divided by its length, in double: squares are summed from the first to the last element. */
    public static double[] unit(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        double length = Math.sqrt(squares);
        double[] unit = new double[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }
}
