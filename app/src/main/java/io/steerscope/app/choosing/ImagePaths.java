package io.steerscope.app.choosing;

/** What the paths of candidates are. */
public enum ImagePaths {
    /** Keys: it is not known where the images are. */
    KEYS,
    /** Names as they stand in the table. */
    OF_TABLE,
    /** Absolute paths. */
    ABSOLUTE
}
