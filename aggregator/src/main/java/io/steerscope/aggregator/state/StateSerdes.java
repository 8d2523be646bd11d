package io.steerscope.aggregator.state;

import java.util.function.Function;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Serdes of what the stores hold, by its canonical bytes. */
public final class StateSerdes {

    private StateSerdes() {}

    /** Serde of scores. */
    public static Serde<CompactScore> scores() {
        return serde(CompactScore::toBytes, CompactScore::fromBytes);
    }

    /** Serde of embeddings. */
    public static Serde<StoredEmbedding> embeddings() {
        return serde(StoredEmbedding::toBytes, StoredEmbedding::fromBytes);
    }

    /** Serde of the scores of a key in several partitions. */
    public static Serde<StrayScores> strays() {
        return serde(StrayScores::toBytes, StrayScores::fromBytes);
    }

    /** Serde of the items of pairs. */
    public static Serde<PairItems> pairs() {
        return serde(PairItems::toBytes, PairItems::fromBytes);
    }

    /** Serde of the pairs of a place. */
    public static Serde<PlacedPairs> places() {
        return serde(PlacedPairs::toBytes, PlacedPairs::fromBytes);
    }

    /** Serde of cells. */
    public static Serde<Cell> cells() {
        return serde(Cell::toBytes, Cell::fromBytes);
    }

    /** Serde of cells of clusters. */
    public static Serde<ClusterCell> clusters() {
        return serde(ClusterCell::toBytes, ClusterCell::fromBytes);
    }

    @SuppressWarnings("NullAway")
    private static <T> Serde<T> serde(Function<T, byte[]> write, Function<byte[], T> read) {
        Serializer<T> serializer = (topic, value) -> value == null ? null : write.apply(value);
        Deserializer<T> deserializer = (topic, bytes) -> {
            try {
                return bytes == null ? null : read.apply(bytes);
            } catch (IllegalArgumentException e) {
                throw new SerializationException("state in topic " + topic + " cannot be read: " + e.getMessage(), e);
            }
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }
}
