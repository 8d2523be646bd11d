package io.steerscope.app.embeddings;

import java.util.List;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** The columns of text of a file, and how messages speak of its places. */
interface TextColumns {

    /** The faults of the file. */
    TableFaults faults();

    /** Names of the columns of text, in the order of the file. */
    List<String> columns();

    /** Where the names of the columns stand. */
    Place header();

    /** Where a row is: "on line 3" or "in row 3". */
    String where(int line);
}
