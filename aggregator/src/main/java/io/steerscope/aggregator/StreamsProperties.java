package io.steerscope.aggregator;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

import io.steerscope.aggregator.store.PagedStores;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Kafka Streams properties of an aggregator.
 *
 * <p>Defaults that differ from Kafka's, all of which {@link AggregatorSettings#clientProperties()} may override:
 *
 * <ul>
 *   <li>{@code commit.interval.ms} 500: a commit of a transaction writes a marker to every partition it touched, some
 *       sixty here; at Kafka's 100 ms that is work for a core of its own. A score is visible about one commit after it
 *       was written.
 *   <li>one stream thread, and stores in memory, in pages, with changelogs: all state of a reference experiment is
 *       about 2 MB, under exactly-once a crash restores it from the changelogs in either case, and no native memory is
 *       taken from the models. {@code dsl.store.suppliers.class} puts the stores on disk for experiments of millions
 *       of scores.
 *   <li>stores of vectors on disk in any case, their native memory bounded ({@code rocksdb.config.setter}).
 *   <li>{@code statestore.cache.max.bytes} 8 MiB: a cell is written once per commit, not once per score.
 *   <li>{@code batch.size} 128 KiB, {@code max.poll.records} and {@code buffered.records.per.partition} 5,000: a
 *       backlog is read and written in few large steps.
 *   <li>{@code linger.ms} 10 instead of 100: less is left to be written when a commit waits for it.
 *   <li>{@code max.task.idle.ms} -1: no task joins topics, so none waits for one topic to keep up with another.
 *   <li>{@code session.timeout.ms} 10 s, so that the work of a killed instance moves on soon.
 *   <li>{@code max.request.size} of the producer: a dead letter holds the record that does not count.
 * </ul>
 */
public final class StreamsProperties {

    private static final Set<String> OWN_BY_APPLICATION = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "transactional.id",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer");

    private StreamsProperties() {}

    /**
     * The properties.
     *
     * @param httpPort the port at which others reach this instance
     */
    public static Properties of(AggregatorSettings settings, int httpPort) {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8L * 1024 * 1024);
        all.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, PagedStores.class);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 * 1024);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
        all.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 5_000);
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 5_000);
        all.putAll(settings.clientProperties());
        OWN_BY_APPLICATION.forEach(all::remove);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        all.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.advertisedHost() + ":" + httpPort);
        if (settings.instanceId() != null) {
            all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.instanceId());
        }
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }
}
