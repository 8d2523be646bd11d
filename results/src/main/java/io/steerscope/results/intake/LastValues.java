package io.steerscope.results.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last record under every key of one topic that counts. Safe for use by one writer and several readers. */
final class LastValues<T extends SpecificRecord> {

    private static final long TOLERANCE_MILLIS = 3_600_000;

    private final RecordAcceptance<T> acceptance;
    private final Map<String, KeyValues<Written<T>>> values = new ConcurrentSkipListMap<>();

    /** @param millis time of the record, or 0 where that is no time */
    private record Written<T>(T value, long millis) {}

    LastValues(RecordAcceptance<T> acceptance) {
        this.acceptance = acceptance;
    }

    /** Takes in a record; one that does not count leaves what was under its key as it is. */
    Judgement<T> accept(ConsumerRecord<byte[], byte[]> record) {
        Judgement<T> judgement = acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            Written<T> written = new Written<>(accepted.value(), time(record));
            values.merge(
                    accepted.key(),
                    KeyValues.<Written<T>>none().with(record.partition(), written.millis(), written),
                    (before, alone) -> before.with(record.partition(), written.millis(), written));
        } else if (judgement instanceof Judgement.Retracted<T> retracted) {
            values.computeIfPresent(retracted.key(), (key, before) -> {
                KeyValues<Written<T>> after = before.without(record.partition());
                return after.isEmpty() ? null : after;
            });
        }
        return judgement;
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(values.get(key)).map(KeyValues::value).map(Written::value);
    }

    /** By the time of their records, the newest first; those of one time by key. */
    List<T> newestFirst() {
        return values.values().stream()
                .map(KeyValues::value)
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
