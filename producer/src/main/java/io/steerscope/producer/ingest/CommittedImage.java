package io.steerscope.producer.ingest;

import io.steerscope.schemas.record.Identity;

/**
 * An image that is committed.
 *
 * @param identity its key
 * @param category its category
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param generator what is said to have made it
 * @param ingested whether it was ingested, and not made by a generator
 */
record CommittedImage(Identity identity, String category, String sha256, String generator, boolean ingested) {}
