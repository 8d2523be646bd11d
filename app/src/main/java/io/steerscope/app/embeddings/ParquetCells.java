package io.steerscope.app.embeddings;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The cells of the row that was read last. One object for all rows of a file. */
final class ParquetCells extends RecordMaterializer<ParquetCells> {

    private final ParquetSchema schema;
    private final List<String> textNames;
    private final String[] texts;
    private final Elements[] vectors;
    private final GroupConverter root = new Root();
    private final Converter[] converters;

    ParquetCells(ParquetSchema schema) {
        this.schema = schema;
        this.textNames = schema.texts().stream().map(Type::getName).toList();
        this.texts = new String[textNames.size()];
        this.vectors =
                Stream.generate(Elements::new).limit(schema.vectors().size()).toArray(Elements[]::new);
        this.converters =
                schema.projection().getFields().stream().map(this::converter).toArray(Converter[]::new);
    }

    /** A column of text, by its position among {@link ParquetSchema#texts}; empty where the row has no value. */
    String text(int column) {
        return texts[column];
    }

    /** A column of vectors. */
    Elements vector(int number) {
        return vectors[number];
    }

    @Override
    public ParquetCells getCurrentRecord() {
        return this;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private Converter converter(Type column) {
        int element = schema.element(column.getName());
        if (element >= 0) {
            return new ElementColumn(vectors[0], element);
        }
        int number = schema.vectors().indexOf(column.getName());
        if (number >= 0) {
            return column.isPrimitive()
                    ? new Numbers(vectors[number])
                    : new Nest(column.asGroupType(), vectors[number]);
        }
        return new Text(column.asPrimitiveType(), textNames.indexOf(column.getName()));
    }

    /** The elements of a vector, and the first of them that is no finite float32. */
    static final class Elements {

        private float[] values = new float[16];
        private int count;
        private String fault = "";

        int count() {
            return count;
        }

        /** What is wrong with the first element that is none; empty if all are. */
        String fault() {
            return fault;
        }

        float[] copy() {
            return Arrays.copyOf(values, count);
        }

        private void clear() {
            count = 0;
            fault = "";
        }

        private void add(double element) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            set(count++, element);
        }

        private void set(int index, double element) {
            values[index] = (float) element;
            if (!Float.isFinite(values[index])) {
                note("element %d is %s, no finite float32: leave the row out, or embed it again"
                        .formatted(index, element));
            }
        }

        private void addMissing() {
            note("element " + count + " has no value: leave the row out, or embed it again");
            add(0);
        }

        /** The vector has {@code size} elements, which are missing until they are set. */
        private void begin(int size) {
            values = values.length < size ? new float[size] : values;
            count = size;
            Arrays.fill(values, 0, size, Float.NaN);
        }

        private void noteMissing() {
            int missing = IntStream.range(0, count)
                    .filter(i -> Float.isNaN(values[i]))
                    .findFirst()
                    .orElse(-1);
            if (missing >= 0) {
                note("e" + missing + " has no value: leave the row out, or embed it again");
            }
        }

        private void note(String text) {
            fault = fault.isEmpty() ? text : fault;
        }
    }

    private final class Root extends GroupConverter {

        @Override
        public Converter getConverter(int field) {
            return converters[field];
        }

        @Override
        public void start() {
            Arrays.fill(texts, "");
            for (Elements vector : vectors) {
                vector.clear();
            }
            if (schema.elements() > 0) {
                vectors[0].begin(schema.elements());
            }
        }

        @Override
        public void end() {
            if (schema.elements() > 0) {
                vectors[0].noteMissing();
            }
        }
    }

    /** One level of a list. */
    private static final class Nest extends GroupConverter {

        private final Converter inner;
        private final boolean repeated;
        private final Elements vector;
        private int before;

        Nest(GroupType level, Elements vector) {
            Type next = level.getType(0);
            this.inner = next.isPrimitive() ? new Numbers(vector) : new Nest(next.asGroupType(), vector);
            this.repeated = level.isRepetition(Type.Repetition.REPEATED);
            this.vector = vector;
        }

        @Override
        public Converter getConverter(int field) {
            return inner;
        }

        @Override
        public void start() {
            before = vector.count;
        }

        @Override
        public void end() {
            if (repeated && vector.count == before) {
                vector.addMissing();
            }
        }
    }

    private static final class Numbers extends PrimitiveConverter {

        private final Elements vector;

        Numbers(Elements vector) {
            this.vector = vector;
        }

        @Override
        public void addFloat(float value) {
            vector.add(value);
        }

        @Override
        public void addDouble(double value) {
            vector.add(value);
        }
    }

    private static final class ElementColumn extends PrimitiveConverter {

        private final Elements vector;
        private final int index;

        ElementColumn(Elements vector, int index) {
            this.vector = vector;
            this.index = index;
        }

        @Override
        public void addFloat(float value) {
            vector.set(index, value);
        }

        @Override
        public void addDouble(double value) {
            vector.set(index, value);
        }
    }

    /** Values as the text of a CSV file would have them. */
    private final class Text extends PrimitiveConverter {

        private final PrimitiveType type;
        private final int position;
        private final boolean isPlainNumber;
        private String[] dictionary = {};

        Text(PrimitiveType type, int position) {
            this.type = type;
            this.position = position;
            LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
            this.isPlainNumber = logical == null;
        }

        @Override
        public boolean hasDictionarySupport() {
            return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        }

        @Override
        public void setDictionary(Dictionary values) {
            dictionary = IntStream.rangeClosed(0, values.getMaxId())
                    .mapToObj(id -> values.decodeToBinary(id).toStringUsingUTF8())
                    .toArray(String[]::new);
        }

        @Override
        public void addValueFromDictionary(int id) {
            texts[position] = dictionary[id];
        }

        @Override
        public void addBinary(Binary value) {
            texts[position] = value.toStringUsingUTF8();
        }

        @Override
        public void addBoolean(boolean value) {
            texts[position] = Boolean.toString(value);
        }

        @Override
        public void addInt(int value) {
            texts[position] =
                    isPlainNumber ? Integer.toString(value) : type.stringifier().stringify(value);
        }

        @Override
        public void addLong(long value) {
            texts[position] =
                    isPlainNumber ? Long.toString(value) : type.stringifier().stringify(value);
        }

        /** Whole numbers without a fraction: columns of them in which some have no value are written as double. */
        @Override
        public void addDouble(double value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
            texts[position] = whole ? Long.toString((long) value) : Double.toString(value);
        }

        @Override
        public void addFloat(float value) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1 << 24;
            texts[position] = whole ? Long.toString((long) value) : Float.toString(value);
        }
    }
}
