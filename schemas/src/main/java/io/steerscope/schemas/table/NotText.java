package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that are given as tables of text and are something else, by their first bytes. */
final class NotText {

    private static final int BEGINNING = 8;
    private static final Map<String, String> KINDS = kinds();

    private NotText() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("PK\u0003\u0004", "a ZIP archive, as workbooks of Excel are: save the table as CSV (UTF-8)");
        kinds.put("\u00D0\u00CF\u0011\u00E0", "a document of Office: save the table as CSV (UTF-8)");
        kinds.put("\u0089PNG", "a PNG image: name a table");
        kinds.put("\u00FF\u00D8\u00FF", "a JPEG image: name a table");
        kinds.put("%PDF", "a PDF document: name a table");
        kinds.put("\u001F\u008B", "compressed by gzip: unpack it");
        kinds.put("PAR1", "a Parquet file, and a table of text is asked for: save it as CSV (UTF-8)");
        return kinds;
    }

    /**
     * Refuses a file that begins as no text does.
     *
     * @throws TableException if it does
     * @throws IOException if it cannot be read, or is a folder
     */
    static void refuse(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name a file");
        }
        if (!Files.isRegularFile(file)) {
            // A pipe gives its beginning once only.
            return;
        }
        String beginning;
        try (InputStream in = Files.newInputStream(file)) {
            beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
        }
        for (Map.Entry<String, String> kind : KINDS.entrySet()) {
            if (beginning.startsWith(kind.getKey())) {
                TableFaults faults = new TableFaults(file);
                faults.add(Place.BEGINNING, "the file is " + kind.getValue());
                faults.refuseIfAny();
            }
        }
    }
}
