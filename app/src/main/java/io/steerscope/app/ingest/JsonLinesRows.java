package io.steerscope.app.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableException;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;

/** The rows of a JSON Lines file: an object on each line; blank lines do not count. */
final class JsonLinesRows {

    private JsonLinesRows() {}

    static void read(Part part, ColumnMapping mapping, RowSink sink, SourceFaults faults) throws IOException {
        TableFaults own = new TableFaults(part.file());
        JsonRows rows = new JsonRows(mapping, sink, faults, Set.of(ImageField.FILE, ImageField.TARGET));
        try {
            read(part, new JsonObjects(part, mapping, sink), rows, sink, own);
            rows.finish();
        } catch (TableException e) {
            if (own.count() == 0) {
                // Of the text as a whole, which names its place itself.
                throw e;
            }
        }
        if (own.count() > 0) {
            sink.lost();
        }
        faults.addAll(part, own);
    }

    private static void read(Part part, JsonObjects objects, JsonRows rows, RowSink sink, TableFaults faults)
            throws IOException {
        Iterator<String> lines = TextFile.read(part.file()).lines().iterator();
        int line = 0;
        while (lines.hasNext()) {
            String text = lines.next();
            line++;
            if (text.isBlank()) {
                continue;
            }
            if (line == 1 && text.strip().startsWith("[")) {
                faults.add(
                        Place.BEGINNING,
                        "is one JSON list: write JSON Lines, an object on each line (pandas: to_json(orient=\"records\", lines=True))");
                return;
            }
            RawRow row = new RawRow(part, line, "");
            if (objects.read(text, line, row, faults::add)) {
                rows.add(row, () -> sink.take(row));
            }
        }
        if (line == 0) {
            faults.add(Place.BEGINNING, "the file is empty: write an object on each line");
        }
    }
}
