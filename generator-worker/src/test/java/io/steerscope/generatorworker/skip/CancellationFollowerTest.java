package io.steerscope.generatorworker.skip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.UnusableModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

final class CancellationFollowerTest {

    private static final String TOPIC = "cancellations";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger opened = new AtomicInteger();
    private MockConsumer<byte[], byte[]> consumer = consumer(true);
    private long next;
    private @Nullable JobFollower follower;

    @AfterEach
    void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Test
    void ordersThatAreThereAtTheStartAreKnownBeforeTheFirstJob() {
        // given
        holds(2, () -> {
            write("exp", order("exp", 10));
            write("other", order("other", 5));
        });

        // when
        JobFollower orders = followed();

        // then
        assertThat(orders.reason(job("exp"), new RecordPosition(0, 9))).contains(SkipReason.CANCELLED);
        assertThat(orders.reason(job("exp"), new RecordPosition(0, 10))).isEmpty();
        assertThat(orders.reason(job("exp"), new RecordPosition(1, 0))).isEmpty();
        assertThat(orders.reason(job("other"), new RecordPosition(0, 9))).isEmpty();
        assertThat(orders.reason(job("third"), new RecordPosition(0, 0))).isEmpty();
    }

    @Test
    void anOrderThatComesLaterIsHeard() {
        // given
        holds(0, () -> {});
        JobFollower orders = followed();
        assertThat(orders.reason(job("exp"), new RecordPosition(0, 3))).isEmpty();

        // when
        consumer.schedulePollTask(() -> write("exp", order("exp", 4)));

        // then
        await().until(() -> orders.reason(job("exp"), new RecordPosition(0, 3)).isPresent());
    }

    @Test
    void whatIsNoOrderIsCountedAndChangesNothing() {
        // given
        holds(6, () -> {
            write("exp", order("exp", 10));
            write("exp", order("other", 99));
            write(null, order("exp", 99));
            write("exp", new byte[] {1, 2, 3});
            write("exp", order("exp", -4));
            write("third", (byte[]) null);
        });

        // when
        JobFollower orders = followed();

        // then
        assertThat(orders.ignored()).isEqualTo(4);
        assertThat(orders.reason(job("exp"), new RecordPosition(0, 9))).contains(SkipReason.CANCELLED);
        assertThat(orders.reason(job("exp"), new RecordPosition(0, 10))).isEmpty();
        assertThat(orders.reason(job("other"), new RecordPosition(0, 10))).isEmpty();
    }

    @Test
    void aTombstoneForgetsTheOrder() {
        holds(2, () -> {
            write("exp", order("exp", 10));
            write("exp", (byte[]) null);
        });

        assertThat(followed().reason(job("exp"), new RecordPosition(0, 3))).isEmpty();
    }

    @Test
    void whatWasKnownLastHoldsThroughAFailureAndOrdersAreReadAgain() {
        // given
        holds(1, () -> write("exp", order("exp", 10)));
        JobFollower orders = followed();
        MockConsumer<byte[], byte[]> failing = consumer;
        consumer = consumer(true);
        next = 0;
        holds(1, () -> write("exp", order("exp", 20)));

        // when
        failing.setPollException(new KafkaException("the broker is gone"));

        // then
        await().until(() -> orders.reason(job("exp"), new RecordPosition(0, 15)).isPresent());
        assertThat(opened).hasValue(2);
    }

    @Test
    void withoutTheRightToReadTheWorkerDoesNotStart() {
        // given
        holds(0, () -> {});
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics: [cancellations]"));

        // when / then
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessage("cannot follow the orders to cancel: Not authorized to access topics: [cancellations]");
    }

    @Test
    void rightsLostOnTheWayStopTheWorkerAndBlameNoJob() {
        // given
        holds(0, () -> {});
        JobFollower orders = followed();

        // when
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics: [cancellations]"));

        // then
        await().untilAsserted(() -> assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> orders.reason(job("exp"), new RecordPosition(0, 3)))
                .withMessageContaining("Not authorized"));
    }

    @Test
    void anOrderOfANewerReleaseIsNotTakenForABrokenOne() {
        holds(1, () -> {
            RecordHeaders headers = new RecordHeaders();
            headers.add(SchemaVersion.HEADER, "99".getBytes(StandardCharsets.UTF_8));
            add(new ConsumerRecord<>(
                    TOPIC,
                    0,
                    next++,
                    0L,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[] {'e'},
                    new byte[] {1},
                    headers,
                    Optional.empty()));
        });

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessageContaining("99");
    }

    @Test
    void aMissingTopicIsNamedWithTheRemedy() {
        // given
        consumer = consumer(false);

        // when / then
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessage(
                        "cannot follow the orders to cancel: topic cancellations does not exist: run steerscope topics"
                                + " apply");
    }

    private JobFollower followed() {
        JobFollower started = JobFollower.ofCancellations(TOPIC, () -> {
            opened.incrementAndGet();
            return consumer;
        });
        follower = started;
        started.follower().awaitKnown(PATIENCE);
        return started;
    }

    private static MockConsumer<byte[], byte[]> consumer(boolean exists) {
        MockConsumer<byte[], byte[]> created = new MockConsumer<>("earliest");
        Node node = Node.noNode();
        created.updatePartitions(
                TOPIC,
                exists ? List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})) : List.of());
        created.updateBeginningOffsets(Map.of(PARTITION, 0L));
        return created;
    }

    /** Makes the topic end at {@code end} and deliver with the first poll what {@code records} writes. */
    private void holds(long end, Runnable records) {
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        consumer.schedulePollTask(records);
    }

    private void write(@Nullable String key, @Nullable Cancellation order) {
        write(key, AvroSerdes.serializer(Cancellation.class).serialize(TOPIC, order));
    }

    private void write(@Nullable String key, byte @Nullable [] value) {
        add(new ConsumerRecord<>(TOPIC, 0, next++, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        consumer.addRecord(record);
    }

    private static Cancellation order(String experimentId, long end) {
        return new Cancellation(
                experimentId, List.of(new PartitionEnd(0, end)), List.of(), Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static GenerationJob job(String experimentId) {
        return new GenerationJob(
                new Identity(experimentId, "p", "lerp", 0.5, 1L),
                "colour",
                "a",
                "b",
                List.of(),
                new GeneratorSettings("b", "euler", 2, 5.0, null, 64, 64, null),
                null);
    }
}
