package io.steerscope.clustertests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.schemas.consumer.PersistentConsumer;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.worker.loop.TimeLimits;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Topics under a prefix of their own, workers on them, and what a {@code read_committed} reader sees. */
final class Echo implements AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(60);

    final TestCluster cluster;
    final TopicCatalogue topics;
    final EchoStage stage = new EchoStage();
    final WatchedClients clients = new WatchedClients();
    private final List<Worker> workers = new ArrayList<>();
    private int first;
    private int sent;

    Echo(TestCluster cluster, String name) {
        this.cluster = cluster;
        this.topics = new TopicCatalogue(name + ".", 2, (short) 1);
        applyTopics();
    }

    /** What {@code steerscope topics apply} does. */
    void applyTopics() {
        try (Admin admin = cluster.admin()) {
            new TopicAdministrator(admin).apply(topics);
        }
    }

    /** Settings of a worker with these client properties. */
    WorkerSettings settings(String instance, Map<String, Object> clientProperties) {
        WorkerSettings usual = WorkerSettings.of(topics.prefix() + "echo", instance, clientProperties)
                .withBatchSize(10);
        return new WorkerSettings(
                usual.groupId(),
                usual.instanceId(),
                usual.batchSize(),
                Duration.ofMillis(10),
                usual.queueBound(),
                usual.prepareThreads(),
                usual.failures(),
                new TimeLimits(
                        Duration.ofSeconds(5),
                        usual.times().transaction(),
                        usual.times().batch()),
                usual.clientProperties(),
                usual.stopAt());
    }

    Worker worker(String instance, Map<String, Object> clientProperties) {
        return worker(stage, settings(instance, clientProperties));
    }

    Worker worker(EchoStage ownStage, WorkerSettings settings) {
        Worker worker = Worker.create(ownStage.definition(topics), settings, clients);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** Sends {@code count} more texts to {@code jobs}. */
    Echo send(int count) {
        first = sent;
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(cluster.clients(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                String text = "text-" + sent++;
                producer.send(new ProducerRecord<>(topics.jobs().name(), text, text));
            }
        }
        return this;
    }

    /** Sends records without a value, each of which is a dead letter. */
    void sendNothing(int count) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(cluster.clients(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topics.jobs().name(), "nothing-" + i, null));
            }
        }
    }

    Echo awaitAllWritten() {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(counts(topics.images())).hasSize(sent));
        return this;
    }

    /** Every text that was sent is in both outputs once, and none became a dead letter. */
    void assertEachOnce() {
        Map<String, Integer> once = new TreeMap<>();
        IntStream.range(0, sent).forEach(i -> once.put("text-" + i, 1));
        assertThat(counts(topics.images())).isEqualTo(once);
        assertThat(counts(topics.imageSummaries())).isEqualTo(once);
        assertThat(counts(topics.deadLetters())).isEmpty();
    }

    /** The texts of the last {@link #send} are in {@code topic} once, and nothing else is. */
    void assertLastOnesOnce(TopicDefinition topic) {
        Map<String, Integer> once = new TreeMap<>();
        IntStream.range(first, sent).forEach(i -> once.put("text-" + i, 1));
        assertThat(counts(topic)).isEqualTo(once);
    }

    /** Whatever is in the outputs is there once, and in both. */
    void assertNoneTwice() {
        assertThat(counts(topics.images()))
                .isEqualTo(counts(topics.imageSummaries()))
                .allSatisfy((key, times) -> assertThat(times).isOne());
    }

    /** How often each key is in a topic, in the eyes of a reader of committed records. */
    Map<String, Integer> counts(TopicDefinition topic) {
        Map<String, Integer> counts = new TreeMap<>();
        read(topic).forEach(record -> counts.merge(new String(record.key()), 1, Integer::sum));
        return counts;
    }

    List<ConsumerRecord<byte[], byte[]>> read(TopicDefinition topic) {
        return read(cluster.clients(), topic.name());
    }

    /** The committed records of a topic, up to the end that it has now. */
    static List<ConsumerRecord<byte[], byte[]>> read(Map<String, Object> clientProperties, String topic) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("isolation.level", "read_committed");
        properties.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer = new PersistentConsumer(properties)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
            return records;
        }
    }

    void delete(TopicDefinition topic) {
        try (Admin admin = cluster.admin()) {
            admin.deleteTopics(List.of(topic.name())).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void grow(TopicDefinition topic, int partitions) {
        try (Admin admin = cluster.admin()) {
            admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a worker says that it is not ready, and why; returns that line. */
    String awaitNotReady(Worker worker, Duration bound) {
        await().atMost(bound).untilAsserted(() -> assertThat(worker.check().ready())
                .as("%s, after %s", worker.check(), clients.failures())
                .isFalse());
        assertThat(worker.check().live()).isTrue();
        return worker.check().detail();
    }

    void awaitReady(Worker worker) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(worker.check().ready())
                .as("%s, after %s", worker.check(), clients.failures())
                .isTrue());
    }

    /** Waits until the consumer has been polled again and again. */
    void assertPollsGoOn() {
        long before = clients.polls();
        await().atMost(Duration.ofSeconds(60)).until(() -> clients.polls() > before + 10);
    }

    @Override
    public void close() {
        if (Boolean.getBoolean("watch")) {
            System.err.println("### " + topics.prefix() + "\n" + String.join("\n", clients.failures()));
        }
        stage.release();
        workers.forEach(Worker::requestStop);
        workers.forEach(Worker::close);
    }
}
