package io.steerscope.app.ingest;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one file that are JSON objects, in their order. What every image needs and no object has is missing as the
 * column of a table is, and told once; what some objects lack is told of each of those.
 */
final class JsonRows {

    private final ColumnMapping mapping;
    private final RowSink sink;
    private final SourceFaults faults;
    private final Set<ImageField> unseen;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Spot first;

    /** @param needed what every image needs */
    JsonRows(ColumnMapping mapping, RowSink sink, SourceFaults faults, Set<ImageField> needed) {
        this.mapping = mapping;
        this.sink = sink;
        this.faults = faults;
        this.unseen = EnumSet.copyOf(needed);
    }

    /** @param give gives the row to the sink, once it is known that the file says what is needed */
    void add(RawRow row, Runnable give) {
        names.addAll(row.names());
        first = first == null ? row.spot(ImageField.PAIR_ID) : first;
        unseen.removeIf(field ->
                !row.text(field).isEmpty() || mapping.column(field, row.names()).isPresent());
        waiting.add(give);
        if (unseen.isEmpty()) {
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }

    /** Ends the file: tells what no object has. */
    void finish() {
        Spot spot = first;
        if (spot == null) {
            return;
        }
        List<String> missing =
                mapping.faults(names, unseen.contains(ImageField.FILE), unseen.contains(ImageField.TARGET));
        missing.forEach(fault -> faults.addOnce(spot, fault));
        if (!missing.isEmpty()) {
            sink.lost();
        }
    }
}
