package io.steerscope.app.records;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of a topic. */
public interface RecordSink {

    /** Takes a record; false if it wants no other. */
    boolean accept(ConsumerRecord<byte[], byte[]> record);

    /** Told when no record is at hand for the moment; false if it wants no other. */
    boolean flush();
}
