package io.steerscope.app.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.parquet.Column;
import io.steerscope.schemas.table.CsvWriter;

/**
 * {@code metadata.csv} of a folder of images, in the form of Hugging Face's {@code imagefolder}: one row for each file,
 * which {@code file_name} names, with the margin under each scorer and, last, the shift under each.
 */
final class ImageMetadata implements Closeable {

    private static final List<Column<ExportedScore>> COLUMNS = ScoreColumns.FIRST.stream()
            .filter(column -> !column.name().equals("image")
                    && !column.name().equals("scorer")
                    && !column.name().equals("margin"))
            .toList();

    private final BufferedWriter out;
    private final CsvWriter csv;
    private final SortedSet<String> scorers;
    private final Map<String, Double> margins = new TreeMap<>();
    private final Map<String, Double> shifts = new TreeMap<>();
    private @Nullable ExportedScore open;

    /**
     * @param scorers scorers of the export; with one alone its columns are {@code margin} and {@code shift}, else
     *     {@code margin_SCORER} and {@code shift_SCORER}
     */
    ImageMetadata(Path file, SortedSet<String> scorers) throws IOException {
        this.out = Files.newBufferedWriter(file);
        this.csv = new CsvWriter(out);
        this.scorers = scorers;
        List<String> header = new ArrayList<>(List.of("file_name"));
        COLUMNS.forEach(column -> header.add(column.name()));
        for (String figure : List.of("margin", "shift")) {
            scorers.forEach(scorer -> header.add(scorers.size() == 1 ? figure : figure + "_" + scorer));
        }
        csv.write(header);
    }

    /** Adds a score; those of one image follow each other. */
    void write(ExportedScore row) throws IOException {
        if (open != null && !open.score().getIdentity().equals(row.score().getIdentity())) {
            finish(open);
        }
        open = row.file() == null ? open : row;
        if (row.file() != null) {
            margins.put(row.score().getScorerId(), row.score().getMargin());
            if (row.shift() != null) {
                shifts.put(row.score().getScorerId(), row.shift());
            }
        }
    }

    private void finish(ExportedScore image) throws IOException {
        List<String> fields = new ArrayList<>(List.of(String.valueOf(image.file())));
        COLUMNS.forEach(column -> fields.add(String.valueOf(column.value().apply(image))));
        for (Map<String, Double> figures : List.of(margins, shifts)) {
            scorers.forEach(scorer -> {
                Double figure = figures.get(scorer);
                fields.add(figure == null ? "" : figure.toString());
            });
            figures.clear();
        }
        csv.write(fields);
        open = null;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (open != null) {
                finish(open);
            }
        }
    }
}
