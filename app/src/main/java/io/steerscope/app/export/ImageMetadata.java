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
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.table.CsvWriter;

/**
 * {@code metadata.csv} of a folder of images, in the form of Hugging Face's {@code imagefolder}: one row for each file,
 * which {@code file_name} names, with the margin under each scorer and, last, the shift under each. Images without a
 * source prompt have neither, but a clip under each.
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
    private final boolean isAlignment;
    private final List<Column<ExportedScore>> columns;
    private final Map<String, Double> values = new TreeMap<>();
    private final Map<String, Double> shifts = new TreeMap<>();
    private @Nullable ExportedScore open;

    /**
     * @param scorers scorers of the export; with one alone its columns are {@code margin} and {@code shift}, else
     *     {@code margin_SCORER} and {@code shift_SCORER}
     * @param isAlignment whether no image has a source prompt
     */
    ImageMetadata(Path file, SortedSet<String> scorers, boolean isAlignment) throws IOException {
        this.out = Files.newBufferedWriter(file);
        this.csv = new CsvWriter(out);
        this.scorers = scorers;
        this.isAlignment = isAlignment;
        this.columns = COLUMNS.stream()
                .filter(column -> !isAlignment || !column.name().equals("source"))
                .toList();
        List<String> header = new ArrayList<>(List.of("file_name"));
        columns.forEach(column -> header.add(column.name()));
        for (String figure : isAlignment ? List.of("clip") : List.of("margin", "shift")) {
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
            if ((ScoreValue.measure(row.score()) == Measure.ALIGNMENT) == isAlignment) {
                values.put(
                        row.score().getScorerId(),
                        isAlignment ? Clip.of(row.score()) : row.score().getMargin());
            }
            if (row.shift() != null) {
                shifts.put(row.score().getScorerId(), row.shift());
            }
        }
    }

    private void finish(ExportedScore image) throws IOException {
        List<String> fields = new ArrayList<>(List.of(String.valueOf(image.file())));
        columns.forEach(column -> fields.add(text(column.value().apply(image))));
        for (Map<String, Double> figures : isAlignment ? List.of(values) : List.of(values, shifts)) {
            scorers.forEach(scorer -> {
                Double figure = figures.get(scorer);
                fields.add(figure == null ? "" : figure.toString());
            });
            figures.clear();
        }
        csv.write(fields);
        open = null;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
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
