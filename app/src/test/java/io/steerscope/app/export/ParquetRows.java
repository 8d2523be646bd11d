package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;

/** The rows of a Parquet file, read without any knowledge of its columns. */
public final class ParquetRows {

    private ParquetRows() {}

    /** Every row by the names of its columns; those without value are absent. */
    public static List<Map<String, Object>> read(Path file) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(values(row));
            }
        }
        return rows;
    }

    private static Map<String, Object> values(Group row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Type column : row.getType().getFields()) {
            if (row.getFieldRepetitionCount(column.getName()) > 0) {
                values.put(column.getName(), value(row, column));
            }
        }
        return values;
    }

    private static Object value(Group row, Type column) {
        String name = column.getName();
        if (!column.isPrimitive()) {
            Group group = row.getGroup(name, 0);
            return column.asGroupType().containsField("list") ? elements(group) : values(group);
        }
        return primitive(row, column);
    }

    private static List<Object> elements(Group list) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
            Group element = list.getGroup("list", i);
            elements.add(primitive(element, element.getType().getType("element")));
        }
        return elements;
    }

    private static Object primitive(Group row, Type column) {
        String name = column.getName();
        return switch (column.asPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> row.getString(name, 0);
            case FLOAT -> row.getFloat(name, 0);
            case DOUBLE -> row.getDouble(name, 0);
            case INT64 -> row.getLong(name, 0);
            case BOOLEAN -> row.getBoolean(name, 0);
            default -> throw new IllegalArgumentException(column.toString());
        };
    }

    private static final class Builder extends ParquetReader.Builder<Group> {

        Builder(InputFile file) {
            super(file);
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
