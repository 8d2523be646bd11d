package io.steerscope.generatorworker.skip;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.worker.stage.RecordPosition;

/** What the records of a compacted topic come to. Written by the thread that follows the topic, asked by any. */
interface FollowedRecords {

    /** Forgets what was taken, since the topic is read from its beginning again; what was published stands. */
    void restart();

    /**
     * Takes the next record.
     *
     * @return whether it has changed anything
     * @throws NewerSchemaException if a newer release wrote it
     */
    boolean take(ConsumerRecord<byte[], byte[]> record);

    /** Lets all threads see what was taken. */
    void publish();

    /** Why a job is not wanted, as far as it was published; empty if it is. */
    Optional<SkipReason> reason(GenerationJob job, RecordPosition position);

    /** How many records were left out as they could not be read. */
    long ignored();
}
