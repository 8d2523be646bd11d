package io.steerscope.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * A record was written by a newer release, which this one cannot read. No record is to blame: the reader must be
 * upgraded. The message is one line that says so.
 */
public final class NewerSchemaException extends SerializationException {

    private static final long serialVersionUID = 1L;

    NewerSchemaException(String topic, String record, int version, int known) {
        super(
                ("topic %s holds a %s of schema version %d, this release reads up to version %d: upgrade this process, and "
                                + "after it those that write the topic")
                        .formatted(topic, record, version, known));
    }
}
