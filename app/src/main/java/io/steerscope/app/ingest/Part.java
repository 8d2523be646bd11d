package io.steerscope.app.ingest;

import java.nio.file.Path;

/**
 * A file of a source that has rows.
 *
 * @param index its position among those of the source
 * @param file the file
 * @param form what it is
 * @param folder folder that the names of its images are relative to
 * @param prefix path of that folder within the source, with which names of files begin; empty or with a slash at
 *     its end
 */
record Part(int index, Path file, Form form, Path folder, String prefix) {

    /** The folder of the file itself. */
    Path tableFolder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** What a file with rows is. */
    enum Form {
        CSV,
        JSON_LINES,
        PARQUET,
        TAR
    }
}
