package io.steerscope.producer.ingest;

import io.steerscope.schemas.record.Experiment;

/** Is told how far an ingestion is. */
@FunctionalInterface
public interface IngestListener {

    /** Tells nobody. */
    IngestListener SILENT = (there, total) -> {};

    /** What is committed was read: the experiment will be this when all is written. */
    default void planned(Experiment experiment) {}

    /**
     * A transaction was committed, or what is there was read.
     *
     * @param there images of the source that are committed
     * @param total images of the source
     */
    void committed(long there, long total);
}
