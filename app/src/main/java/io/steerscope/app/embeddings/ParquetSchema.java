package io.steerscope.app.embeddings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

import io.steerscope.schemas.table.FieldText;

/**
 * Which columns of a Parquet file are read, and as what.
 *
 * <p>Text is every column of single values but bytes without a meaning. A vector is a column of lists of float or
 * double, in any of the forms that writers have given lists, or, for the first vector of a file without its column, the
 * columns {@code e0..} of single numbers.
 *
 * @param texts columns of text, in the order of the file
 * @param vectors columns of vectors by their number; empty text where there is none
 * @param elements number of columns {@code e0..} that are the first vector; 0 if a column of lists is
 */
record ParquetSchema(List<PrimitiveType> texts, List<String> vectors, int elements, MessageType file) {

    private static final Set<String> NAMES = Set.of(
            RowKeys.IMAGE, RowKeys.PAIR, RowKeys.CATEGORY, RowKeys.METHOD, "group", "prompt", "source", "target");

    ParquetSchema {
        texts = List.copyOf(texts);
        vectors = List.copyOf(vectors);
    }

    /** The columns of a file for which vectors of these columns are wanted. */
    static ParquetSchema of(MessageType file, List<String> wanted) {
        List<String> vectors = wanted.stream()
                .map(name -> file.containsField(name) && isVector(file.getType(name)) ? name : "")
                .toList();
        int elements = 0;
        if (vectors.get(0).isEmpty()) {
            while (file.containsField("e" + elements) && isNumber(file.getType("e" + elements))) {
                elements++;
            }
        }
        List<PrimitiveType> texts = new ArrayList<>();
        for (Type column : file.getFields()) {
            if (isText(column, NAMES) && !isElement(column.getName(), elements)) {
                texts.add(column.asPrimitiveType());
            }
        }
        return new ParquetSchema(texts, vectors, elements, file);
    }

    /** The columns that are read. */
    MessageType projection() {
        Set<String> names = new LinkedHashSet<>(vectors);
        texts.forEach(text -> names.add(text.getName()));
        return new MessageType(
                file.getName(),
                file.getFields().stream()
                        .filter(column -> names.contains(column.getName()) || isElement(column.getName(), elements))
                        .toList());
    }

    /** What to say of a file without the column of its first vector. */
    String missing(String wanted) {
        String others = file.getFields().stream()
                .filter(ParquetSchema::isVector)
                .map(column -> FieldText.quoted(column.getName()))
                .collect(Collectors.joining(", "));
        boolean there = file.containsField(wanted);
        return "%s %s: %s"
                .formatted(
                        there ? "the column" : "there is no column",
                        FieldText.quoted(wanted) + (there ? " holds no lists of float or double" : ""),
                        others.isEmpty() && elements > 0
                                ? "the vectors are the columns e0, e1, .., which are read where no column is named"
                                : others.isEmpty()
                                        ? "write the vectors as one column of lists"
                                        : "name one of those that hold vectors, " + others);
    }

    /** The number of the element that a column holds, or -1. */
    int element(String column) {
        return isElement(column, elements) ? Integer.parseInt(column.substring(1)) : -1;
    }

    private static boolean isElement(String name, int elements) {
        if (elements == 0 || !name.matches("e(0|[1-9][0-9]{0,8})")) {
            return false;
        }
        return Integer.parseInt(name.substring(1)) < elements;
    }

    /**
     * Whether a column is text or single numbers.
     *
     * @param names columns of bytes without a meaning that are text all the same
     */
    static boolean isText(Type column, Set<String> names) {
        if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        PrimitiveTypeName type = column.asPrimitiveType().getPrimitiveTypeName();
        if (type == PrimitiveTypeName.BINARY) {
            LogicalTypeAnnotation logical = column.getLogicalTypeAnnotation();
            boolean isString = logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                    || logical instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation
                    || logical instanceof LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
            return isString || logical == null && names.contains(column.getName());
        }
        return type != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && type != PrimitiveTypeName.INT96;
    }

    private static boolean isNumber(Type type) {
        return type.isPrimitive()
                && !type.isRepetition(Type.Repetition.REPEATED)
                && isReal(type.asPrimitiveType().getPrimitiveTypeName());
    }

    private static boolean isReal(PrimitiveTypeName type) {
        return type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE;
    }

    /** Whether a column is one list of numbers in each row: one thing in another down to a number, one repeated. */
    private static boolean isVector(Type column) {
        Type type = column;
        int repeated = type.isRepetition(Type.Repetition.REPEATED) ? 1 : 0;
        while (!type.isPrimitive()) {
            if (type.asGroupType().getFieldCount() != 1) {
                return false;
            }
            type = type.asGroupType().getType(0);
            repeated += type.isRepetition(Type.Repetition.REPEATED) ? 1 : 0;
        }
        return repeated == 1 && isReal(type.asPrimitiveType().getPrimitiveTypeName());
    }
}
