package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.FailureLine;

/** The rows of a Parquet file. One row group of the columns that are read is in memory at a time. */
final class ParquetRows implements RowSource {

    private static final Place FILE = new Place(0, 0);

    private final Path file;
    private final TableFaults faults;
    private final ParquetSchema schema;
    private final List<String> columns;
    private final List<String> wanted;

    private ParquetRows(Path file, TableFaults faults, ParquetSchema schema, List<String> wanted) {
        this.file = file;
        this.faults = faults;
        this.schema = schema;
        this.columns = schema.texts().stream().map(PrimitiveType::getName).toList();
        this.wanted = wanted;
    }

    static ParquetRows open(Path file, List<String> wanted) throws IOException {
        TableFaults faults = TableFaults.ofRows(file);
        ParquetSchema schema = ParquetFooter.read(file, faults, all -> ParquetSchema.of(all, wanted));
        boolean isNamed = !wanted.get(0).equals(EmbeddingSource.IMAGE_COLUMN)
                && !wanted.get(0).equals(EmbeddingSource.TEXT_COLUMN);
        if (schema.vectors().get(0).isEmpty() && (schema.elements() == 0 || isNamed)) {
            faults.add(FILE, schema.missing(wanted.get(0)));
        }
        return new ParquetRows(file, faults, withoutEmpty(file, schema), wanted);
    }

    /** A column of texts without a vector in any row is as good as none: writers of tables have fixed columns. */
    private static ParquetSchema withoutEmpty(Path file, ParquetSchema schema) {
        List<String> vectors = new ArrayList<>(schema.vectors());
        for (int number = 1; number < vectors.size(); number++) {
            if (!vectors.get(number).isEmpty() && isEmpty(file, schema, vectors.get(number))) {
                vectors.set(number, "");
            }
        }
        return new ParquetSchema(schema.texts(), vectors, schema.elements(), schema.file());
    }

    /** Whether no row of several has a vector in a column; a look at the first tells mostly. */
    private static boolean isEmpty(Path file, ParquetSchema schema, String column) {
        ParquetSchema alone = new ParquetSchema(List.of(), List.of(column), 0, schema.file());
        try (ParquetReader<ParquetCells> reader = reader(file, alone)) {
            boolean hasRows = false;
            for (ParquetCells cells = reader.read(); cells != null; cells = reader.read()) {
                hasRows = true;
                if (cells.vector(0).count() > 0) {
                    return false;
                }
            }
            return hasRows;
        } catch (IOException | RuntimeException e) {
            return false; // told when the rows are read
        }
    }

    @Override
    public TableFaults faults() {
        return faults;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Place header() {
        return FILE;
    }

    @Override
    public String where(int line) {
        return "in row " + line;
    }

    @Override
    public boolean hasVector(int number) {
        return !schema.vectors().get(number).isEmpty() || number == 0 && schema.elements() > 0;
    }

    @Override
    public String vectorName(int number) {
        return schema.vectors().get(number).isEmpty() ? "the vector" : wanted.get(number);
    }

    @Override
    public void forEach(Consumer<Row> action) throws IOException {
        int row = 0;
        List<String> names =
                IntStream.range(0, wanted.size()).mapToObj(this::vectorName).toList();
        try (ParquetReader<ParquetCells> reader = reader(file, schema)) {
            for (ParquetCells cells = next(reader, row); cells != null; cells = next(reader, row)) {
                row++;
                action.accept(new VectorRow(cells, row, names, schema.vectors()));
            }
        }
    }

    /** A reader of the columns that a schema names. */
    static ParquetReader<ParquetCells> reader(Path file, ParquetSchema schema) throws IOException {
        return new Builder(new LocalInputFile(file), schema)
                .withCodecFactory(new ParquetCodecs())
                .build();
    }

    private @Nullable ParquetCells next(ParquetReader<ParquetCells> reader, int row) {
        try {
            return reader.read();
        } catch (IOException | RuntimeException e) {
            faults.add(
                    new Place(row + 1, 1),
                    "cannot be read (%s): the file is damaged, write it again".formatted(FailureLine.of(e)));
            faults.refuseIfAny();
            throw new AssertionError(e);
        }
    }

    /** Nothing is open between the calls. */
    @Override
    public void close() {}

    private record VectorRow(ParquetCells cells, int line, List<String> names, List<String> columns) implements Row {

        @Override
        public String text(int column) {
            return cells.text(column);
        }

        @Override
        public int elements(int number) {
            return cells(number).count();
        }

        @Override
        public float[] vector(int number) throws ElementFault {
            ParquetCells.Elements elements = cells(number);
            if (!elements.fault().isEmpty()) {
                throw new ElementFault(place(), names.get(number) + ": " + elements.fault());
            }
            return elements.copy();
        }

        /** A column that is wanted twice is read once. */
        private ParquetCells.Elements cells(int number) {
            return cells.vector(columns.indexOf(columns.get(number)));
        }

        @Override
        public Place place() {
            return new Place(line, 1);
        }

        @Override
        public Place place(int column) {
            return new Place(line, column + 1);
        }
    }

    private static final class Builder extends ParquetReader.Builder<ParquetCells> {

        private final ParquetSchema schema;

        Builder(InputFile file, ParquetSchema schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected ReadSupport<ParquetCells> getReadSupport() {
            return new Cells(schema);
        }
    }

    private static final class Cells extends ReadSupport<ParquetCells> {

        private final ParquetSchema schema;

        Cells(ParquetSchema schema) {
            this.schema = schema;
        }

        @Override
        public ReadContext init(InitContext context) {
            return new ReadContext(schema.projection());
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public RecordMaterializer<ParquetCells> prepareForRead(
                Configuration configuration, Map<String, String> metadata, MessageType file, ReadContext context) {
            return new ParquetCells(schema);
        }
    }
}
