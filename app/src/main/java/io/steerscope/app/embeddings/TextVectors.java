package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.TableFaults;

/** A file of the vectors of texts, joined to images by the column {@code image}, or else by {@code pair_id}. */
final class TextVectors {

    private static final String ROLE = "role";

    private record Text(float[] vector, int line) {}

    private final TableFaults faults;
    private final RowSource source;
    private final String joinedBy;
    private final int join;
    private final int role;
    private final VectorColumn vectors;
    private final SharedVectors shared = new SharedVectors();
    private final Map<String, @Nullable Text[]> byJoin = new HashMap<>();

    private TextVectors(RowSource source, Path images, List<String> imageColumns) {
        this.source = source;
        this.faults = source.faults();
        this.vectors = new VectorColumn(0, source);
        this.joinedBy = List.of(RowKeys.IMAGE, RowKeys.PAIR).stream()
                .filter(name -> imageColumns.contains(name) && source.columns().contains(name))
                .findFirst()
                .orElse("");
        this.join = source.columns().indexOf(joinedBy);
        this.role = source.columns().indexOf(ROLE);
        if (join < 0) {
            faults.add(
                    source.header(),
                    "nothing joins the texts to %s: add the column %s"
                            .formatted(
                                    images,
                                    List.of(RowKeys.IMAGE, RowKeys.PAIR).stream()
                                            .filter(imageColumns::contains)
                                            .collect(Collectors.joining(" or "))));
        } else if (role < 0 && joinedBy.equals(RowKeys.PAIR)) {
            faults.add(source.header(), "column role is missing: add it, with source or target in each row");
        }
    }

    /**
     * Reads a file.
     *
     * @param column of a Parquet file, the column of the vectors
     * @param images the table that the texts are of
     * @param imageColumns its columns of text
     */
    static TextVectors read(Path file, String column, Path images, List<String> imageColumns) throws IOException {
        try (RowSource source = RowSource.open(file, List.of(column))) {
            source.faults().refuseIfAny();
            TextVectors texts = new TextVectors(source, images, imageColumns);
            source.faults().refuseIfAny();
            source.forEach(texts::take);
            if (source.faults().count() == 0 && texts.byJoin.isEmpty()) {
                source.faults().add(source.header(), "no texts: add one row for each");
            }
            source.faults().refuseIfAny();
            return texts;
        }
    }

    /** The roles that the rows of a file name; a file without the column has prompts. */
    static Set<TextRole> roles(Path file, String column) throws IOException {
        Set<TextRole> roles = EnumSet.noneOf(TextRole.class);
        try (RowSource source = RowSource.open(file, List.of(column))) {
            int role = source.columns().indexOf(ROLE);
            if (role < 0) {
                return EnumSet.of(TextRole.PROMPT);
            }
            source.forEach(row -> TextRole.of(row.text(role)).ifPresent(roles::add));
            return roles;
        }
    }

    private void take(RowSource.Row row) {
        Optional<TextRole> role = role(row);
        String joined = row.text(join);
        if (joined.isEmpty()) {
            faults.add(row.place(join), joinedBy + " is empty: fill it in");
            return;
        }
        Optional<float[]> vector = vectors.of(row);
        if (role.isEmpty() || vector.isEmpty()) {
            return;
        }
        @Nullable Text[] ofJoined = byJoin.computeIfAbsent(joined, key -> new Text[TextRole.values().length]);
        Text first = ofJoined[role.get().ordinal()];
        if (first == null) {
            ofJoined[role.get().ordinal()] = new Text(shared.of(vector.get()), row.line());
        } else if (!Arrays.equals(first.vector, vector.get())) {
            faults.add(
                    row.place(join),
                    "%s %s has another %s text here than %s: keep one of them"
                            .formatted(
                                    joinedBy,
                                    FieldText.quoted(joined),
                                    role.get().word(),
                                    source.where(first.line)));
        }
    }

    private Optional<TextRole> role(RowSource.Row row) {
        if (role < 0) {
            return Optional.of(TextRole.PROMPT);
        }
        Optional<TextRole> found = TextRole.of(row.text(role));
        if (found.isEmpty()) {
            faults.add(
                    row.place(role),
                    "role %s is unknown: write source, target or prompt".formatted(FieldText.quoted(row.text(role))));
        }
        return found;
    }

    /** The file. */
    Path file() {
        return faults.file();
    }

    /** The column that texts are joined by. */
    String joinedBy() {
        return joinedBy;
    }

    int dimension() {
        return vectors.dimension();
    }

    /** The vector of a text, or null if the file has none. */
    float @Nullable [] of(String joined, TextRole role) {
        @Nullable Text[] texts = byJoin.get(joined);
        Text text = texts == null ? null : texts[role.ordinal()];
        return text == null ? null : text.vector;
    }
}
