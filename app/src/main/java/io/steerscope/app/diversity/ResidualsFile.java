package io.steerscope.app.diversity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.files.AtomicFile;
import io.steerscope.schemas.table.CsvWriter;
import io.steerscope.statistics.embedding.PromptRemoval;

/**
 * What is left of each image without its prompt, as a table of embeddings (CSV): {@code
 * pair_id,category,alpha,seed,method,e0..}, {@code category} and {@code method} where the table has them, or {@code
 * image,category,e0..}.
 */
public final class ResidualsFile {

    private final EmbeddingTable table;

    private ResidualsFile(EmbeddingTable table) {
        this.table = table;
    }

    /**
     * Writes the residuals of all images of a table, replacing what is there once all are written.
     *
     * @param images the rows of the table in the order of the regression
     * @param regression over those images
     */
    public static void write(Path file, EmbeddingTable table, List<EmbeddingRow> images, PromptRemoval regression)
            throws IOException {
        AtomicFile.writeText(file, out -> {
            CsvWriter csv = new CsvWriter(out);
            ResidualsFile rows = new ResidualsFile(table);
            csv.write(rows.header());
            regression.forEach((image, residual) -> {
                try {
                    csv.write(rows.row(images.get(image), residual));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        });
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(
                table.byPair()
                        ? List.of("pair_id", "category", "alpha", "seed", "method")
                        : List.of("image", "category"));
        header.removeIf(column -> !column.equals("image") && !table.has(column));
        for (int j = 0; j < table.dimension(); j++) {
            header.add("e" + j);
        }
        return header;
    }

    private List<String> row(EmbeddingRow row, double[] residual) {
        List<String> fields = new ArrayList<>();
        if (row.key() instanceof EmbeddingKey.OfPair pair) {
            fields.add(pair.pairId());
            addCategory(fields, row);
            fields.add(Double.toString(pair.alpha()));
            fields.add(Long.toString(pair.seed()));
            if (table.has("method")) {
                fields.add(pair.method());
            }
        } else {
            fields.add(row.key().label());
            addCategory(fields, row);
        }
        for (double coordinate : residual) {
            fields.add(Double.toString(coordinate));
        }
        return fields;
    }

    private void addCategory(List<String> fields, EmbeddingRow row) {
        if (table.has("category")) {
            fields.add(row.category());
        }
    }
}
