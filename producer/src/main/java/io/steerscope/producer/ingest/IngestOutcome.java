package io.steerscope.producer.ingest;

import io.steerscope.schemas.record.Experiment;

/**
 * What an ingestion did.
 *
 * @param experiment the record of the experiment as it is now
 * @param written images that were not there before
 * @param replaced images that were there with other bytes
 * @param present images that were there already
 * @param gone images of the experiment that the source does not have; they stay
 */
public record IngestOutcome(Experiment experiment, long written, long replaced, long present, long gone) {}
