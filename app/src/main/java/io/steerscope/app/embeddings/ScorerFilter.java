package io.steerscope.app.embeddings;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.FieldText;

/** The rows of one scorer: vectors of two do not compare. */
final class ScorerFilter {

    private static final String SCORER = "scorer";

    private final RowSource source;
    private final @Nullable String wanted;
    private final int column;
    private final SortedSet<String> seen = new TreeSet<>();
    private String only = "";
    private int first;
    private boolean told;

    /** @param wanted the scorer, or null for the only one */
    ScorerFilter(RowSource source, @Nullable String wanted) {
        this.source = source;
        this.wanted = wanted;
        this.column = source.columns().indexOf(SCORER);
        if (wanted != null && column < 0) {
            source.faults()
                    .add(
                            source.header(),
                            "there is no column scorer to take %s by: leave the choice out"
                                    .formatted(FieldText.quoted(wanted)));
        }
    }

    /** Whether a row is to be read; a second scorer where none is chosen is noted once. */
    boolean takes(RowSource.Row row) {
        if (column < 0) {
            return true;
        }
        String scorer = row.text(column);
        seen.add(scorer);
        if (wanted != null) {
            return wanted.equals(scorer);
        }
        if (first == 0) {
            first = row.line();
            only = scorer;
        }
        boolean other = !scorer.equals(only);
        if (other && !told) {
            told = true;
            source.faults()
                    .add(
                            row.place(column),
                            "scorer %s here and %s %s: choose one, as vectors of two do not compare (--scorer NAME)"
                                    .formatted(FieldText.quoted(scorer), FieldText.quoted(only), source.where(first)));
        }
        return !other;
    }

    /** What to say of a table of which no row was taken. */
    String nothing() {
        if (wanted == null || seen.isEmpty()) {
            return "no embeddings: add one row for each image";
        }
        return "no rows of scorer %s: choose among %s"
                .formatted(
                        FieldText.quoted(wanted),
                        seen.stream().map(FieldText::quoted).collect(Collectors.joining(", ")));
    }
}
