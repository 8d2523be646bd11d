package io.steerscope.app.embeddings;

import io.steerscope.schemas.table.Place;

/** The fields of text of one row. */
interface Fields {

    /** The field of a column, by the position of its name among those of the table; empty where there is none. */
    String text(int column);

    /** The line of a CSV file, or the number of the row of a Parquet file, from 1. */
    int line();

    /** Where the field of a column begins. */
    Place place(int column);
}
