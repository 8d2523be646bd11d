package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steerscope.schemas.table.FieldText;

/** Tables of embeddings, CSV or Parquet, whose rows are named by the columns {@code word} and {@code image}. */
public final class WordTable {

    private static final String WORD = "word";

    /**
     * A row.
     *
     * @param image the image of the word; empty where the table has one vector for each word
     * @param vector as it stands in the file, finite and of a length above 0
     */
    public record Row(String word, String image, float[] vector) {}

    private final RowSource source;
    private final VectorColumn vectors;
    private final int word;
    private final int image;
    private final Map<List<String>, Integer> lines = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private WordTable(RowSource source, boolean ofImages) {
        this.source = source;
        this.vectors = new VectorColumn(0, source);
        int named = source.columns().indexOf(WORD);
        this.word = named >= 0 || ofImages ? named : source.columns().indexOf(RowKeys.IMAGE);
        this.image = ofImages ? source.columns().indexOf(RowKeys.IMAGE) : word;
        if (word < 0 || image < 0) {
            source.faults()
                    .add(
                            source.header(),
                            ofImages
                                    ? "nothing names the images of words: add the columns word and image"
                                    : "nothing names the words: add the column word, or image");
        }
    }

    /**
     * One vector for each word, in the order of the words.
     *
     * @throws io.steerscope.schemas.table.TableException if the file is no such table
     * @throws IOException if it cannot be read
     */
    public static List<Row> words(Path file) throws IOException {
        return read(file, false);
    }

    /** Vectors of images of words, in the order of words and then of images. */
    public static List<Row> images(Path file) throws IOException {
        return read(file, true);
    }

    private static List<Row> read(Path file, boolean ofImages) throws IOException {
        try (RowSource source = RowSource.open(file, List.of(EmbeddingSource.IMAGE_COLUMN))) {
            source.faults().refuseIfAny();
            WordTable table = new WordTable(source, ofImages);
            source.faults().refuseIfAny();
            source.forEach(row -> table.take(row, ofImages));
            if (source.faults().count() == 0 && table.rows.isEmpty()) {
                source.faults().add(source.header(), "there is no row");
            }
            source.faults().refuseIfAny();
            table.rows.sort(Comparator.comparing(Row::word).thenComparing(Row::image));
            return List.copyOf(table.rows);
        }
    }

    private void take(RowSource.Row row, boolean ofImages) {
        String name = name(row, word);
        String ofImage = ofImages ? name(row, image) : "";
        Optional<float[]> vector = vectors.of(row);
        if (name.isEmpty() || vector.isEmpty()) {
            return;
        }
        Integer first = lines.putIfAbsent(List.of(name, ofImage), row.line());
        if (first != null) {
            source.faults()
                    .add(
                            row.place(word),
                            "%s stands here and %s: keep one of the rows%s"
                                    .formatted(
                                            ofImages
                                                    ? "image %s of %s"
                                                            .formatted(
                                                                    FieldText.quoted(ofImage), FieldText.quoted(name))
                                                    : FieldText.quoted(name),
                                            source.where(first),
                                            hint(ofImages)));
            return;
        }
        rows.add(new Row(name, ofImage, vector.get()));
    }

    /** What else can be done with rows of one word, which may be of its images. */
    private String hint(boolean ofImages) {
        boolean hasImages = !ofImages
                && source.columns().get(word).equals(WORD)
                && source.columns().contains(RowKeys.IMAGE);
        return hasImages ? ", or give the file as --word-images, which takes several images of a word" : "";
    }

    private String name(RowSource.Row row, int column) {
        String text = row.text(column);
        String fault = text.isBlank() ? "is empty: fill it in" : FieldText.fault(text);
        if (!fault.isEmpty()) {
            source.faults().add(row.place(column), source.columns().get(column) + " " + fault);
        }
        return text;
    }
}
