package io.steerscope.app.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a row says of an image, and the columns that say it, the first of them that is there. */
enum ImageField {
    /** Its file. */
    FILE("file", "file_name", "image", "path", "file"),
    /** What it was to show. */
    TARGET("target", "target", "prompt", "text"),
    /** What it was steered away from. */
    SOURCE("source"),
    CATEGORY("category"),
    PAIR_ID("pair_id"),
    METHOD("method"),
    ALPHA("alpha"),
    SEED("seed"),
    /** What made it. */
    GENERATOR("generator");

    private final String label;
    private final List<String> columns;

    ImageField(String label, String... columns) {
        this.label = label;
        this.columns = columns.length == 0 ? List.of(label) : List.of(columns);
    }

    /** Its name in a mapping of columns. */
    String label() {
        return label;
    }

    /** Names of the columns, the first before the others. */
    List<String> columns() {
        return columns;
    }

    static Optional<ImageField> named(String label) {
        return Arrays.stream(values())
                .filter(field -> field.label.equals(label))
                .findFirst();
    }
}
