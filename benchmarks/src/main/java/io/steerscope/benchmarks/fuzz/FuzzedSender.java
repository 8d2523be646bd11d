package io.steerscope.benchmarks.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records, each compressed in one way or another, and counts those that the broker took. */
final class FuzzedSender implements AutoCloseable {

    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "zstd", "lz4");

    private final List<KafkaProducer<byte[], byte[]>> producers;
    private final Map<String, AtomicLong> taken = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private long sent;

    FuzzedSender(Map<String, Object> clients) {
        this.producers = COMPRESSIONS.stream()
                .map(compression -> producer(clients, compression))
                .toList();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> clients, String compression) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put("compression.type", compression);
        properties.put("linger.ms", 5);
        properties.put("max.request.size", 16 << 20);
        properties.put("buffer.memory", 64 << 20);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        producers.get((int) (sent++ % producers.size())).send(record, (metadata, failure) -> {
            if (failure == null) {
                taken.computeIfAbsent(record.topic(), topic -> new AtomicLong()).incrementAndGet();
            } else {
                refused.incrementAndGet();
            }
        });
    }

    void flush() {
        producers.forEach(KafkaProducer::flush);
    }

    /** Records that the broker has taken, by topic. */
    Map<String, Long> taken() {
        Map<String, Long> counts = new TreeMap<>();
        taken.forEach((topic, count) -> counts.put(topic, count.get()));
        return counts;
    }

    /** Records that the broker refused: too large, from the far future, without a key in a compacted topic. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        producers.forEach(KafkaProducer::close);
    }
}
