package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.TableFaults;

/**
 * Embeddings of images, each image once, in the order of their keys.
 *
 * @param file where they were read from
 * @param rows at least one
 * @param dimension elements of every vector of an image
 * @param textDimension elements of every vector of a text, which may be others; empty without texts
 * @param columns names of the columns of text, those of the key among them, in the order of the file
 * @param byPair whether images have keys {@link EmbeddingKey.OfPair}, as all have or none has
 */
public record EmbeddingTable(
        Path file,
        List<EmbeddingRow> rows,
        int dimension,
        OptionalInt textDimension,
        List<String> columns,
        boolean byPair) {

    /** Copies the lists. */
    public EmbeddingTable {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    /** Whether there is a column of text of this name. */
    public boolean has(String column) {
        return columns.contains(column);
    }

    /**
     * Faults of rows, which are named as those that are found while a table is read.
     *
     * @throws io.steerscope.schemas.table.TableException if there is any
     */
    public void check(BiConsumer<EmbeddingRow, TableFaults> each) {
        TableFaults faults = isOfRows() ? TableFaults.ofRows(file) : new TableFaults(file);
        rows.forEach(row -> each.accept(row, faults));
        faults.refuseIfAny();
    }

    private boolean isOfRows() {
        try {
            return RowSource.isParquet(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws ActionableException if vectors of texts are of another dimension than those of images */
    public void requireOneDimension() {
        if (textDimension.isPresent() && textDimension.getAsInt() != dimension) {
            throw new ActionableException(
                    "%s: images have %d elements and texts %d, and do not compare: take both from one model"
                            .formatted(file, dimension, textDimension.getAsInt()));
        }
    }
}
