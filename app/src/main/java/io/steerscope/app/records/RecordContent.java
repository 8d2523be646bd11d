package io.steerscope.app.records;

import org.apache.avro.specific.SpecificRecord;

/** What stands in the value of a record. */
sealed interface RecordContent {

    /**
     * A record that could be decoded.
     *
     * @param value the record in the schema of this release
     * @param schemaVersion the release whose schema its bytes are in
     */
    record Decoded(SpecificRecord value, int schemaVersion) implements RecordContent {}

    /** No value: the record takes back what its key said. */
    record Tombstone() implements RecordContent {}

    /**
     * Bytes that are no record of the topic, or that could not be read.
     *
     * @param reason one line that says why
     */
    record Undecodable(String reason) implements RecordContent {}
}
