package io.steerscope.app.embeddings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** The rows of a file of either format, one in memory at a time: fields of text, and vectors. */
interface RowSource extends TextColumns, AutoCloseable {

    /** What a Parquet file begins with. */
    byte[] PARQUET = {'P', 'A', 'R', '1'};

    /** How many bytes say what a file is. */
    int BEGINNING = 64;

    /**
     * Opens a file: Parquet if it begins as such or is named so, else CSV. What is wrong with its columns is noted.
     *
     * @param vectorColumns of a Parquet file, columns of vectors; the first must be there. A CSV file has the first
     *     alone, as columns {@code e0..}
     */
    static RowSource open(Path file, List<String> vectorColumns) throws IOException {
        if (isParquet(file)) {
            return ParquetRows.open(file, vectorColumns);
        }
        refuseOther(file);
        return CsvRows.open(file);
    }

    /** Refuses what is no text at all by what it is. */
    private static void refuseOther(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            FileKind.of(beginning).ifPresent(kind -> {
                TableFaults faults = TableFaults.ofRows(file);
                faults.add(
                        new Place(0, 1),
                        kind.fault("table of embeddings", "CSV with the columns e0, e1, .., and Parquet"));
                faults.refuseIfAny();
            });
        }
    }

    /** Whether a file is Parquet, by its beginning or its name. */
    static boolean isParquet(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name a file, CSV or Parquet");
        }
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return true;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        }
    }

    /** Whether there is the vector column of this number. */
    boolean hasVector(int number);

    /** What messages call a vector column. */
    String vectorName(int number);

    /** Takes every row that has all fields; works once. */
    void forEach(Consumer<Row> action) throws IOException;

    @Override
    void close();

    /** The present row. */
    interface Row extends Fields {

        /** Number of elements of a vector column; 0 where the row has none. */
        int elements(int number);

        /**
         * A vector, in an array of its own.
         *
         * @throws ElementFault if an element is no finite float32
         */
        float[] vector(int number) throws ElementFault;

        /** Where the row begins. */
        Place place();
    }

    /** An element of a vector that is none; the message says what is wrong and how to mend it. */
    final class ElementFault extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Place place;

        ElementFault(Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        Place place() {
            return place;
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }
}
