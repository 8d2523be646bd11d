package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.FailureLine;

/** The columns of text and of numbers of a Parquet file, row by row, as the text of a CSV file would have them. */
public final class ParquetTexts {

    private final Path file;
    private final TableFaults faults;
    private final ParquetSchema schema;

    private ParquetTexts(Path file, TableFaults faults, ParquetSchema schema) {
        this.file = file;
        this.faults = faults;
        this.schema = schema;
    }

    /** Takes the row of a number, from 1, and the texts of its columns; empty where there is no value. */
    @FunctionalInterface
    public interface RowConsumer {

        /** @param texts in the order of the columns; the same array for every row */
        void accept(int row, String[] texts);
    }

    /**
     * Opens a file.
     *
     * @param names columns of bytes without a meaning that are read as text all the same
     * @param faults of the file, made by {@link TableFaults#ofRows}
     * @throws io.steerscope.schemas.table.TableException if it is no Parquet file, or one that cannot be read
     */
    public static ParquetTexts open(Path file, Set<String> names, TableFaults faults) throws IOException {
        return new ParquetTexts(file, faults, ParquetFooter.read(file, faults, schema -> schema(schema, names)));
    }

    private static ParquetSchema schema(MessageType file, Set<String> names) {
        List<PrimitiveType> texts = new ArrayList<>();
        for (Type column : file.getFields()) {
            if (ParquetSchema.isText(column, names)) {
                texts.add(column.asPrimitiveType());
            }
        }
        return new ParquetSchema(texts, List.of(), 0, file);
    }

    /** The columns that are read, in the order of the file. */
    public List<String> columns() {
        return schema.texts().stream().map(Type::getName).toList();
    }

    /** The columns that hold neither text nor single numbers, which are not read. */
    public List<String> others() {
        List<String> read = columns();
        return schema.file().getFields().stream()
                .map(Type::getName)
                .filter(name -> !read.contains(name))
                .toList();
    }

    /**
     * Takes every row.
     *
     * @throws io.steerscope.schemas.table.TableException if one cannot be read
     */
    public void forEach(RowConsumer action) throws IOException {
        faults.refuseIfAny();
        int row = 0;
        try (ParquetReader<ParquetCells> reader = ParquetRows.reader(file, schema)) {
            String[] texts = new String[schema.texts().size()];
            while (true) {
                ParquetCells cells;
                try {
                    cells = reader.read();
                } catch (IOException | RuntimeException e) {
                    throw refused(
                            faults,
                            new Place(row + 1, 1),
                            "cannot be read (%s): the file is damaged, write it again".formatted(FailureLine.of(e)));
                }
                if (cells == null) {
                    return;
                }
                row++;
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = cells.text(i);
                }
                action.accept(row, texts);
            }
        }
    }

    private static AssertionError refused(TableFaults faults, Place place, String fault) {
        faults.add(place, fault);
        faults.refuseIfAny();
        return new AssertionError(fault);
    }
}
