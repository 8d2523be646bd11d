package io.steerscope.producer.ingest;

/** Is told how far an ingestion is. */
@FunctionalInterface
public interface IngestListener {

    /** Tells nobody. */
    IngestListener SILENT = (there, total) -> {};

    /**
     * A transaction was committed, or what is there was read.
     *
     * @param there images of the source that are committed
     * @param total images of the source
     */
    void committed(long there, long total);
}
