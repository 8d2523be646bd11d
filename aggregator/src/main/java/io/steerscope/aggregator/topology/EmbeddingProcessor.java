package io.steerscope.aggregator.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StoredEmbedding;

/**
 * Keeps the embeddings of scores in the partitions in which the scores stand, and sends the scores on without them: no
 * vector goes through a repartition topic. A score without an embedding takes away the one of the score that it
 * replaces.
 */
final class EmbeddingProcessor implements Processor<String, EmbeddedScore, String, CompactScore> {

    private ProcessorContext<String, CompactScore> context;
    private KeyValueStore<String, StoredEmbedding> embeddings;

    /** Whether something was ever put, so that nothing is looked for where no score carries an embedding. */
    private boolean mayHold;

    @Override
    public void init(ProcessorContext<String, CompactScore> present) {
        context = present;
        embeddings = context.getStateStore(StoreNames.EMBEDDINGS);
        mayHold = embeddings.approximateNumEntries() > 0;
    }

    @Override
    public void process(Record<String, EmbeddedScore> record) {
        EmbeddedScore value = record.value();
        keep(record.key(), value == null ? null : value.embedding());
        context.forward(record.withValue(value == null ? null : value.score()));
    }

    private void keep(String key, @Nullable StoredEmbedding embedding) {
        if (embedding != null) {
            mayHold = true;
            embeddings.put(key, embedding);
        } else if (mayHold && embeddings.get(key) != null) {
            embeddings.delete(key);
        }
    }
}
