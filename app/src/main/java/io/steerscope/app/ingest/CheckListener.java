package io.steerscope.app.ingest;

/** Is told how many images have been checked. */
@FunctionalInterface
public interface CheckListener {

    /** Tells nobody. */
    CheckListener SILENT = (checked, total) -> {};

    /** One more image was checked. */
    void checked(long checked, long total);
}
