package io.steerscope.generatorworker.skip;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.serde.NewerSchemaException;

/** What the records of a compacted topic come to. Called by the thread that follows the topic. */
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
}
