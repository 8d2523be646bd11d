package io.steerscope.benchmarks.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes records as fast as they are committed, so that each partition always has work behind. */
final class Backlog implements AutoCloseable {

    private static final int LOOK_MILLIS = 100;
    private static final int AT_ONCE = 2_000;

    private final KafkaProducer<String, SpecificRecord> producer;
    private final String topic;
    private final LongFunction<? extends SpecificRecord> record;
    private final OffsetTrace committed;
    private final int length;
    private final List<List<Long>> seeds = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "backlog");
    private volatile boolean ended;
    private volatile @Nullable Exception failure;
    private long written;
    private long least = Long.MAX_VALUE;

    /**
     * A backlog that is empty.
     *
     * @param bootstrapServers the cluster
     * @param topic of these partitions
     * @param serializer writes the values
     * @param record the record of a seed
     * @param committed what the group has committed
     * @param length records that are written and not committed, at least, of all partitions together
     */
    Backlog(
            String bootstrapServers,
            String topic,
            int partitions,
            Serializer<SpecificRecord> serializer,
            LongFunction<? extends SpecificRecord> record,
            OffsetTrace committed,
            int length) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("max.request.size", TopicCatalogue.IMAGE_MESSAGE_BYTES);
        properties.put("linger.ms", 20);
        properties.put("max.in.flight.requests.per.connection", 1);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), serializer);
        this.topic = topic;
        this.record = record;
        this.committed = committed;
        this.length = length;
        IntStream.range(0, partitions).forEach(partition -> seeds.add(new ArrayList<>()));
    }

    /** Fills it and keeps it full from now on. */
    void start() {
        write(length);
        producer.flush();
        thread.setDaemon(true);
        thread.start();
    }

    /** The keys of all records that are in a partition before this offset. */
    synchronized List<String> keysBefore(int partition, long offset) {
        return seeds.get(partition).subList(0, (int) offset).stream()
                .map(seed -> RecordKeys.jobKey(WorkRecords.identity(seed)))
                .toList();
    }

    /** The fewest records that any partition had behind since the last call, as far as was seen. */
    synchronized long takeLeast() {
        long seen = least;
        least = Long.MAX_VALUE;
        return seen;
    }

    /** What ended it, if something did. */
    @Nullable
    Exception failure() {
        return failure;
    }

    private void run() {
        try {
            while (!ended) {
                long[] offsets = committed.last();
                if (offsets.length > 0) {
                    write(Math.min(AT_ONCE, missing(offsets)));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Partitions that nobody reads for a while take their share of what is written, and must not starve the others. */
    private synchronized long missing(long[] offsets) {
        long shortest = Long.MAX_VALUE;
        for (int partition = 0; partition < offsets.length; partition++) {
            shortest = Math.min(shortest, seeds.get(partition).size() - offsets[partition]);
        }
        least = Math.min(least, shortest);
        return length - shortest * offsets.length;
    }

    private void write(long count) {
        for (long i = 0; i < count; i++) {
            long seed = written++;
            producer.send(
                    new ProducerRecord<>(topic, RecordKeys.jobKey(WorkRecords.identity(seed)), record.apply(seed)),
                    (metadata, error) -> acknowledge(seed, metadata.partition(), metadata.offset(), error));
        }
    }

    /** Records of a partition are acknowledged in the order of their offsets, which have no gaps. */
    private synchronized void acknowledge(long seed, int partition, long offset, @Nullable Exception error) {
        if (error != null) {
            failure = error;
        } else if (seeds.get(partition).size() != offset) {
            failure = new IllegalStateException(topic + "-" + partition + " has a record of somebody else");
        } else {
            seeds.get(partition).add(seed);
        }
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        producer.close();
    }
}
