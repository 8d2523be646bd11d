package io.steerscope.aggregator.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the last value of every key. Unlike a table it does so in the partitions of the topic itself, whatever was done
 * with the records before: a table would put a topic in between, since their keys might have changed.
 */
final class LastValueProcessor<V> implements Processor<String, V, Void, Void> {

    private final String name;
    private KeyValueStore<String, V> store;

    /** @param name name of the store */
    LastValueProcessor(String name) {
        this.name = name;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(name);
    }

    @Override
    public void process(Record<String, V> record) {
        store.put(record.key(), record.value());
    }
}
