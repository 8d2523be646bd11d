package io.steerscope.app.export;

import java.io.Closeable;
import java.io.IOException;

/** A file of scores, written row by row and complete once it is closed. */
interface ScoreTable extends Closeable {

    /** Adds a row. */
    void write(ExportedScore row) throws IOException;
}
