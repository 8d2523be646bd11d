package io.steerscope.app.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Writes rows as Apache Parquet, compressed by Zstandard. Every column is optional; times are UTC in milliseconds;
 * vectors are {@code list<float>} in the three levels of the format ({@code LIST}, {@code list}, {@code element}).
 * Equal rows give equal bytes.
 *
 * @param <R> a row
 */
public final class ParquetTable<R> implements AutoCloseable {

    private static final String LIST = "list";
    private static final String ELEMENT = "element";
    private static final String IDS = "ids";
    private static final String DISTANCES = "distances";
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final ParquetWriter<R> writer;

    /**
     * A new file.
     *
     * @param name of the rows
     */
    public ParquetTable(Path file, String name, List<Column<R>> columns) throws IOException {
        MessageType schema =
                new MessageType(name, columns.stream().map(ParquetTable::type).toList());
        Builder<R> builder = new Builder<>(file, new Rows<>(schema, columns))
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES);
        for (Column<R> column : columns) {
            if (column.kind() == Column.Kind.VECTOR) {
                // Elements hardly repeat: a dictionary of them is only in the way, and so are their bounds.
                String path = String.join(".", column.name(), LIST, ELEMENT);
                builder.withDictionaryEncoding(path, false).withStatisticsEnabled(path, false);
            }
        }
        writer = builder.build();
    }

    /** Adds a row. */
    public void write(R row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Type type(Column<?> column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case REAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(column.name());
            case VECTOR ->
                Types.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named(column.name());
            case NEIGHBOURS ->
                Types.optionalGroup()
                        .addField(Types.requiredList()
                                .requiredElement(PrimitiveTypeName.INT64)
                                .named(IDS))
                        .addField(Types.requiredList()
                                .requiredElement(PrimitiveTypeName.DOUBLE)
                                .named(DISTANCES))
                        .named(column.name());
        };
    }

    private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {

        private final Rows<R> rows;

        Builder(Path file, Rows<R> rows) {
            super(new LocalOutputFile(file));
            this.rows = rows;
        }

        @Override
        protected Builder<R> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        protected WriteSupport<R> getWriteSupport(Configuration configuration) {
            return rows;
        }
    }

    /** Writes rows field by field. */
    private static final class Rows<R> extends WriteSupport<R> {

        private final MessageType schema;
        private final List<Column<R>> columns;
        private RecordConsumer out;

        Rows(MessageType schema, List<Column<R>> columns) {
            this.schema = schema;
            this.columns = List.copyOf(columns);
        }

        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(R row) {
            out.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                Column<R> column = columns.get(i);
                Object value = column.value().apply(row);
                if (value != null) {
                    out.startField(column.name(), i);
                    write(column.kind(), value);
                    out.endField(column.name(), i);
                }
            }
            out.endMessage();
        }

        private void write(Column.Kind kind, Object value) {
            switch (kind) {
                case TEXT -> out.addBinary(Binary.fromString((String) value));
                case REAL -> out.addDouble((Double) value);
                case WHOLE -> out.addLong((Long) value);
                case FLAG -> out.addBoolean((Boolean) value);
                case TIME -> out.addLong(((Instant) value).toEpochMilli());
                case VECTOR -> {
                    float[] vector = (float[]) value;
                    list(vector.length, i -> out.addFloat(vector[i]));
                }
                case NEIGHBOURS -> write((Neighbours) value);
            }
        }

        private void write(Neighbours neighbours) {
            out.startGroup();
            out.startField(IDS, 0);
            list(neighbours.ids().length, i -> out.addLong(neighbours.ids()[i]));
            out.endField(IDS, 0);
            out.startField(DISTANCES, 1);
            list(neighbours.distances().length, i -> out.addDouble(neighbours.distances()[i]));
            out.endField(DISTANCES, 1);
            out.endGroup();
        }

        private void list(int length, IntConsumer element) {
            out.startGroup();
            if (length > 0) {
                out.startField(LIST, 0);
                for (int i = 0; i < length; i++) {
                    out.startGroup();
                    out.startField(ELEMENT, 0);
                    element.accept(i);
                    out.endField(ELEMENT, 0);
                    out.endGroup();
                }
                out.endField(LIST, 0);
            }
            out.endGroup();
        }
    }
}
