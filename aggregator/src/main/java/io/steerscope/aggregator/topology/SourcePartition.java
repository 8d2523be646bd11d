package io.steerscope.aggregator.topology;

import java.nio.ByteBuffer;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * From which partition of its topic a tombstone came, in a header of the record that takes it through an internal
 * topic.
 */
final class SourcePartition {

    private static final String HEADER = "partition";

    private SourcePartition() {}

    static void note(Headers headers, int partition) {
        headers.add(HEADER, ByteBuffer.allocate(Integer.BYTES).putInt(partition).array());
    }

    /** The partition, or -1 if none is noted, as by earlier versions. */
    static int of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != Integer.BYTES
                ? -1
                : ByteBuffer.wrap(header.value()).getInt();
    }
}
