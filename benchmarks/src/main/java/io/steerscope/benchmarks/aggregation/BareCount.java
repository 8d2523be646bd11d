package io.steerscope.benchmarks.aggregation;

import java.util.Properties;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;

import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

/** What Kafka Streams itself can count over the topic of scores, under the properties of the aggregator. */
enum BareCount {

    /** Records by key: no record is decoded, nothing is repartitioned. */
    BY_KEY("count by key") {
        @Override
        void build(StreamsBuilder builder, String scores) {
            builder.stream(
                            scores,
                            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("source"))
                    .groupByKey(Grouped.as("by-key"))
                    .count(Named.as("count"), counts());
        }

        @Override
        String lastTopic(String applicationId, String scores) {
            return scores;
        }
    },

    /**
     * Scores by pair, corrections counted once: a table that is grouped again, as a topology in the DSL would begin.
     */
    BY_PAIR("table, count by pair") {
        @Override
        void build(StreamsBuilder builder, String scores) {
            builder.table(
                            scores,
                            Consumed.with(Serdes.String(), AvroSerdes.forRecord(MarginScore.class))
                                    .withName("source"),
                            Materialized.<String, MarginScore, KeyValueStore<Bytes, byte[]>>as("scores"))
                    .groupBy(
                            (key, score) -> KeyValue.pair(
                                    score.getIdentity().getPairId() + "/" + score.getCategory(), score.getMargin()),
                            Grouped.with("by-pair", Serdes.String(), Serdes.Double()))
                    .count(Named.as("count"), counts());
        }

        @Override
        String lastTopic(String applicationId, String scores) {
            return applicationId + "-by-pair-repartition";
        }
    };

    private final String title;

    BareCount(String title) {
        this.title = title;
    }

    abstract void build(StreamsBuilder builder, String scores);

    /** The topic whose end is the end of the work. */
    abstract String lastTopic(String applicationId, String scores);

    String title() {
        return title;
    }

    Topology topology(Properties properties, String scores) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        build(builder, scores);
        return builder.build(properties);
    }

    static final String STORE = "counts";

    private static Materialized<String, Long, KeyValueStore<Bytes, byte[]>> counts() {
        return Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(STORE)
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long());
    }
}
