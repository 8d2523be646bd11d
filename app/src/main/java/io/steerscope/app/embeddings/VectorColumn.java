package io.steerscope.app.embeddings;

import java.util.Optional;
import java.util.function.IntFunction;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** The vectors of one column of a file: finite, of a length above 0, all of one dimension. */
final class VectorColumn {

    private final int number;
    private final String name;
    private final TableFaults faults;
    private final IntFunction<String> where;
    private int dimension;
    private int first;

    /** @param number which of the vector columns of the file */
    VectorColumn(int number, RowSource source) {
        this.number = number;
        this.name = source.vectorName(number);
        this.faults = source.faults();
        this.where = source::where;
    }

    /** What messages call it. */
    String name() {
        return name;
    }

    /** Which of the vector columns of the file it is. */
    int number() {
        return number;
    }

    /** Elements of each vector; 0 before the first. */
    int dimension() {
        return dimension;
    }

    /** The vector of a row; empty if it is none, which is noted. */
    Optional<float[]> of(RowSource.Row row) {
        int elements = row.elements(number);
        if (elements == 0) {
            return fault(row.place(), "is empty: leave the row out, or embed it");
        }
        if (first > 0 && elements != dimension) {
            return fault(
                    row.place(),
                    "has %d elements here and %d %s: take all of them from one model"
                            .formatted(elements, dimension, where.apply(first)));
        }
        float[] vector;
        try {
            vector = row.vector(number);
        } catch (RowSource.ElementFault e) {
            faults.add(e.place(), e.text());
            return Optional.empty();
        }
        if (isZero(vector)) {
            return fault(row.place(), "has length 0, and so no direction: leave the row out, or embed it again");
        }
        if (first == 0) {
            first = row.line();
            dimension = elements;
        }
        return Optional.of(vector);
    }

    private Optional<float[]> fault(Place place, String fault) {
        faults.add(place, name + " " + fault);
        return Optional.empty();
    }

    private static boolean isZero(float[] vector) {
        for (float element : vector) {
            if (element != 0) {
                return false;
            }
        }
        return true;
    }
}
