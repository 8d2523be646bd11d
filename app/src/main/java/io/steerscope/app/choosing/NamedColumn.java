package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.steerscope.app.client.EditDistance;
import io.steerscope.schemas.table.FieldText;

/** What to say of a column that was named and is not there. */
final class NamedColumn {

    /** From so many slips on another name is meant. */
    private static final int SLIPS = 3;

    private NamedColumn() {}

    /**
     * The name that may have been meant, and those that there are; follows what is missing.
     *
     * @param others further names that may be given
     */
    static String remedy(String asked, List<String> columns, List<String> others) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(others);
        String meant = nearest(asked, all)
                .map(name -> "; did you mean " + FieldText.quoted(name) + "?")
                .orElse("");
        return "%s (columns: %s%s)"
                .formatted(
                        meant, String.join(", ", columns), others.isEmpty() ? "" : "; or " + String.join(", ", others));
    }

    private static Optional<String> nearest(String asked, List<String> columns) {
        return columns.stream()
                .filter(name -> slips(asked, name) < Math.min(SLIPS, name.length()))
                .min(Comparator.comparingInt(name -> slips(asked, name)));
    }

    private static int slips(String asked, String name) {
        return name.equalsIgnoreCase(asked) || !asked.isEmpty() && name.startsWith(asked)
                ? 0
                : EditDistance.between(asked, name, SLIPS);
    }
}
