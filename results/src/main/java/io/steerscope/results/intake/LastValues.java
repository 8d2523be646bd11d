package io.steerscope.results.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last record under every key of one topic that counts. Safe for use by one writer and several readers. */
final class LastValues<T extends SpecificRecord> implements ReadTopic {

    private static final long TOLERANCE_MILLIS = 3_600_000;

    private final RecordAcceptance<T> acceptance;
    private final LastRecords<Written<T>> values = new LastRecords<>(new ConcurrentSkipListMap<>());

    /** @param millis time of the record, or 0 where that is no time */
    private record Written<T>(T value, long millis) {}

    LastValues(RecordAcceptance<T> acceptance) {
        this.acceptance = acceptance;
    }

    @Override
    public Judgement<T> accept(ConsumerRecord<byte[], byte[]> record) {
        Judgement<T> judgement = acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            long millis = time(record);
            values.put(accepted.key(), record.partition(), millis, new Written<>(accepted.value(), millis));
        } else if (judgement instanceof Judgement.Retracted<T> retracted) {
            values.remove(retracted.key(), record.partition());
        }
        return judgement;
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(values.get(key)).map(Written::value);
    }

    /** By the time of their records, the newest first; those of one time by key. */
    List<T> newestFirst() {
        return values.byKey().values().stream()
                .sorted(Comparator.comparingLong((Written<T> one) -> one.millis())
                        .reversed())
                .map(Written::value)
                .toList();
    }

    /** A time that has not come yet is no time, so that no record can stand before all others for good. */
    private static long time(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 || record.timestamp() > System.currentTimeMillis() + TOLERANCE_MILLIS
                ? 0
                : record.timestamp();
    }
}
