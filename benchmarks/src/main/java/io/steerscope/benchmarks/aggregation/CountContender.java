package io.steerscope.benchmarks.aggregation;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.aggregator.StreamsProperties;

/** A bare count, under the properties of an aggregator. */
final class CountContender implements Contender {

    private final BareCount count;
    private final AggregatorSettings settings;
    private final GroupProgress progress;
    private final long expected;
    private @Nullable KafkaStreams streams;

    CountContender(BareCount count, AggregatorSettings settings, Admin admin, long expected) {
        this.count = count;
        this.settings = settings;
        this.expected = expected;
        String scores = settings.topics().scores().name();
        this.progress = new GroupProgress(
                admin, settings.applicationId(), scores, count.lastTopic(settings.applicationId(), scores));
    }

    @Override
    public String title() {
        return count.title();
    }

    @Override
    public void start() {
        Properties properties = StreamsProperties.of(settings, 1);
        streams = new KafkaStreams(
                count.topology(properties, settings.topics().scores().name()), properties);
        streams.start();
    }

    @Override
    public boolean isRunning() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    @Override
    public GroupProgress progress() {
        return progress;
    }

    @Override
    public void verify() {
        long sum = 0;
        try (KeyValueIterator<String, Long> counts = Objects.requireNonNull(streams)
                .store(StoreQueryParameters.fromNameAndType(
                        BareCount.STORE, QueryableStoreTypes.<String, Long>keyValueStore()))
                .all()) {
            while (counts.hasNext()) {
                sum += counts.next().value;
            }
        }
        if (sum != expected) {
            throw new IllegalStateException("%s: %d counted, %d written".formatted(title(), sum, expected));
        }
    }

    @Override
    public void stop() {
        if (streams != null) {
            streams.close(CloseOptions.timeout(Duration.ofSeconds(20)));
            streams = null;
        }
    }
}
