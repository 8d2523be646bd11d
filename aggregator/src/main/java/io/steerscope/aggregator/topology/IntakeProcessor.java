package io.steerscope.aggregator.topology;

import java.util.function.BiFunction;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import io.steerscope.results.intake.Judgement;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.record.FailureKind;

/**
 * Judges the records of one topic. Those that count go on under their key, without their headers, which nothing reads
 * and which may be large; those that do not are dead letters, where the topic has such.
 *
 * @param <T> the record
 * @param <V> what is kept of it
 */
final class IntakeProcessor<T extends SpecificRecord, V> implements Processor<byte[], byte[], String, Intake<V>> {

    private final RecordAcceptance<T> acceptance;
    private final BiFunction<T, Integer, V> kept;
    private final RefusedRecords refused;
    private final boolean hasLetters;
    private ProcessorContext<String, Intake<V>> context;

    /**
     * @param kept what is kept of a record of a partition
     * @param hasLetters whether a refused record becomes a dead letter; else it is only counted and logged
     */
    IntakeProcessor(
            RecordAcceptance<T> acceptance,
            BiFunction<T, Integer, V> kept,
            RefusedRecords refused,
            boolean hasLetters) {
        this.acceptance = acceptance;
        this.kept = kept;
        this.refused = refused;
        this.hasLetters = hasLetters;
    }

    @Override
    public void init(ProcessorContext<String, Intake<V>> present) {
        context = present;
    }

    /** @throws io.steerscope.schemas.serde.NewerSchemaException if a newer release wrote the record */
    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        Judgement<T> judgement = acceptance.judge(place.topic(), record.key(), record.headers(), record.value());
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            refused.taken(place.topic());
            forward(record, accepted.key(), new Intake.Taken<>(kept.apply(accepted.value(), place.partition())), place);
        } else if (judgement instanceof Judgement.Retracted<T> retracted) {
            refused.taken(place.topic());
            forward(record, retracted.key(), new Intake.Taken<>(null), place);
        } else if (judgement instanceof Judgement.Refused<T> reason) {
            refuse(record, place, reason.kind(), reason.reason());
        }
    }

    private void refuse(Record<byte[], byte[]> record, RecordMetadata place, FailureKind kind, String reason) {
        FailedRecord failed = new FailedRecord(
                place.topic(),
                place.partition(),
                place.offset(),
                record.key(),
                record.headers(),
                record.value(),
                record.timestamp());
        if (hasLetters) {
            context.forward(refused.refuse(failed, kind, reason, context.currentSystemTimeMs()));
        } else {
            refused.add(failed, kind, reason);
        }
    }

    private void forward(Record<byte[], byte[]> record, String key, Intake.Taken<V> intake, RecordMetadata place) {
        RecordHeaders headers = new RecordHeaders();
        if (intake.value() == null) {
            SourcePartition.note(headers, place.partition());
        }
        context.forward(new Record<>(key, intake, record.timestamp(), headers));
    }
}
