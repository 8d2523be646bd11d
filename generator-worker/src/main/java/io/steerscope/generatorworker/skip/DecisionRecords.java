package io.steerscope.generatorworker.skip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.stage.RecordPosition;

/**
 * Reads decisions. Of a cell, scorer and design the first stands until a tombstone takes it away: the aggregator that
 * writes them writes each once.
 */
final class DecisionRecords implements FollowedRecords {

    private final KeyedRecords<Decision> reader;
    private Map<About, Decision> taken = new HashMap<>();
    private volatile DecidedCells decided = DecidedCells.of(List.of());

    /** What a decision is about. */
    private record About(String key, String designSha256) {}

    DecisionRecords(String topic) {
        this.reader = new KeyedRecords<>(topic, Decision.class, "decision");
    }

    /** The jobs of decided cells are not wanted. */
    @Override
    public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
        return decided.isUnneeded(job.getIdentity(), job.getCategory())
                ? Optional.of(SkipReason.DECIDED)
                : Optional.empty();
    }

    @Override
    public long ignored() {
        return reader.ignored();
    }

    @Override
    public void restart() {
        taken = new HashMap<>();
    }

    @Override
    public boolean take(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record, this::take);
    }

    private boolean take(@Nullable String key, @Nullable Decision decision) {
        if (decision == null) {
            return taken.keySet().removeIf(about -> about.key().equals(key));
        }
        require(decision, key);
        return taken.putIfAbsent(new About(String.valueOf(key), decision.getDesignSha256()), decision) == null;
    }

    @Override
    public void publish() {
        decided = DecidedCells.of(taken.values());
    }

    private static void require(Decision decision, @Nullable String key) {
        String own = RecordKeys.decisionKey(decision);
        if (!own.equals(key)) {
            throw new IllegalArgumentException("it belongs under key " + own);
        }
        if (!decision.getScorers().contains(decision.getScorerId())) {
            throw new IllegalArgumentException(
                    "scorer %s is none of those that have to decide".formatted(decision.getScorerId()));
        }
        if (decision.getCategoryCells() < 1) {
            throw new IllegalArgumentException("its category has %d cells".formatted(decision.getCategoryCells()));
        }
    }
}
