package io.steerscope.app.ingest;

/** Takes what the files of a source hold. */
interface RowSink {

    /** A row whose image is a file that the row names. */
    void take(RawRow row);

    /** A row whose image is a part of the same file. */
    void take(RawRow row, String member, ImageLocation image);

    /** Some rows cannot be read, so that nothing is known of the images that they name. */
    void lost();

    /** A column that says nothing of an image. */
    void ignored(Part part, String column);
}
