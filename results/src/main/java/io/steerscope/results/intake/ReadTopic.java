package io.steerscope.results.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is kept of the records of one topic. */
interface ReadTopic {

    /**
     * Takes in a record; one that does not count leaves what was under its key as it is.
     *
     * @throws io.steerscope.schemas.serde.NewerSchemaException if a newer release wrote it
     */
    Judgement<?> accept(ConsumerRecord<byte[], byte[]> record);
}
