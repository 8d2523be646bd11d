package io.steerscope.aggregator.design;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.aggregator.acceptance.Judgement;
import io.steerscope.aggregator.acceptance.RecordAcceptance;

/** The last record under every key of one topic that counts. Safe for use by one writer and several readers. */
final class LastValues<T extends SpecificRecord> {

    private final RecordAcceptance<T> acceptance;
    private final Map<String, T> values = new ConcurrentSkipListMap<>();

    LastValues(RecordAcceptance<T> acceptance) {
        this.acceptance = acceptance;
    }

    /** Takes in a record; one that does not count leaves what was under its key as it is. */
    Judgement<T> accept(ConsumerRecord<byte[], byte[]> record) {
        Judgement<T> judgement = acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            values.put(accepted.key(), accepted.value());
        } else if (judgement instanceof Judgement.Retracted<T> retracted) {
            values.remove(retracted.key());
        }
        return judgement;
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    List<T> all() {
        return List.copyOf(values.values());
    }
}
