package io.steerscope.generatorworker.skip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.UnusableModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

final class DecisionFollowerTest {

    private static final String TOPIC = "decisions";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RecordPosition ANYWHERE = new RecordPosition(3, 17);

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
    void decisionsThatAreThereAtTheStartAreKnownBeforeTheFirstJob() {
        // given
        holds(3, () -> {
            write(decision("clip-a", "lerp"));
            write(decision("clip-b", "lerp"));
            write(decision("clip-a", "slerp"));
        });

        // when
        JobFollower decisions = followed();

        // then
        assertThat(decisions.reason(job("exp", "lerp"), ANYWHERE)).contains(SkipReason.DECIDED);
        assertThat(decisions.reason(job("exp", "slerp"), ANYWHERE)).isEmpty();
        assertThat(decisions.reason(job("other", "lerp"), ANYWHERE)).isEmpty();
    }

    @Test
    void aDecisionThatComesLaterIsHeard() {
        // given
        holds(1, () -> write(decision("clip-a", "lerp")));
        JobFollower decisions = followed();
        assertThat(decisions.reason(job("exp", "lerp"), ANYWHERE)).isEmpty();

        // when
        consumer.schedulePollTask(() -> write(decision("clip-b", "lerp")));

        // then
        await().until(() -> decisions.reason(job("exp", "lerp"), ANYWHERE).isPresent());
    }

    @Test
    void theFirstDecisionOfAKeyStands() {
        // given, a second one that asks for a scorer more
        Decision second = Decision.newBuilder(decision("clip-a", "lerp"))
                .setScorers(List.of("clip-a", "clip-b", "clip-c"))
                .build();
        holds(3, () -> {
            write(decision("clip-a", "lerp"));
            write(decision("clip-b", "lerp"));
            write(second);
        });

        // when / then
        assertThat(followed().reason(job("exp", "lerp"), ANYWHERE)).contains(SkipReason.DECIDED);
    }

    @Test
    void aDecisionOnAnotherDesignIsNotInTheWay() {
        // given, what is left of an experiment of the same name
        Decision before = Decision.newBuilder(decision("clip-a", "lerp"))
                .setDesignSha256("before")
                .build();
        holds(3, () -> {
            write(before);
            write(decision("clip-a", "lerp"));
            write(decision("clip-b", "lerp"));
        });

        // when / then
        assertThat(followed().reason(job("exp", "lerp"), ANYWHERE)).contains(SkipReason.DECIDED);
    }

    @Test
    void aTombstoneTakesADecisionBack() {
        // given
        holds(3, () -> {
            write(decision("clip-a", "lerp"));
            write(decision("clip-b", "lerp"));
            write(key(decision("clip-b", "lerp")), (byte[]) null);
        });

        // when / then
        assertThat(followed().reason(job("exp", "lerp"), ANYWHERE)).isEmpty();
    }

    @Test
    void whatIsNoDecisionIsCountedAndChangesNothing() {
        // given
        holds(7, () -> {
            write(decision("clip-a", "lerp"));
            write("exp", value(decision("clip-b", "lerp")));
            write(null, value(decision("clip-b", "lerp")));
            write(key(decision("clip-b", "lerp")), new byte[] {1, 2, 3});
            write(decision("clip-c", "lerp"));
            write(Decision.newBuilder(decision("clip-b", "lerp"))
                    .setCategoryCells(0)
                    .build());
            write(Decision.newBuilder(decision("clip-b", "lerp"))
                    .setScorers(List.of())
                    .build());
        });

        // when
        JobFollower decisions = followed();

        // then
        assertThat(decisions.ignored()).isEqualTo(6);
        assertThat(decisions.reason(job("exp", "lerp"), ANYWHERE)).isEmpty();
    }

    @Test
    void withoutTheRightToReadTheWorkerDoesNotStart() {
        // given
        holds(0, () -> {});
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics: [decisions]"));

        // when / then
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessage("cannot follow the decisions: Not authorized to access topics: [decisions]");
    }

    @Test
    void rightsLostOnTheWayStopTheWorkerAndBlameNoJob() {
        // given
        holds(0, () -> {});
        JobFollower decisions = followed();

        // when
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics: [decisions]"));

        // then
        await().untilAsserted(() -> assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> decisions.reason(job("exp", "lerp"), ANYWHERE))
                .withMessageContaining("Not authorized"));
    }

    @Test
    void aDecisionOfANewerReleaseIsNotTakenForABrokenOne() {
        // given
        holds(1, () -> {
            RecordHeaders headers = new RecordHeaders();
            headers.add(SchemaVersion.HEADER, "99".getBytes(StandardCharsets.UTF_8));
            consumer.addRecord(new ConsumerRecord<>(
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

        // when / then
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessageContaining("99");
    }

    @Test
    void theTopicThatAClusterOfAnEarlierReleaseLacksIsNamedWithTheRemedy() {
        // given
        consumer = consumer(false);

        // when / then
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(this::followed)
                .withMessage(
                        "cannot follow the decisions: topic decisions does not exist: run steerscope topics apply");
    }

    @Test
    void anyOfSeveralReasonsIsEnough() {
        // given
        holds(2, () -> {
            write(decision("clip-a", "lerp"));
            write(decision("clip-b", "lerp"));
        });
        JobFollower decisions = followed();

        // when
        FollowedTopics twice = new FollowedTopics(List.of(new NoTopic(decisions), decisions));

        // then
        assertThat(twice.reason(job("exp", "lerp"), ANYWHERE)).contains(SkipReason.DECIDED);
        assertThat(twice.reason(job("exp", "slerp"), ANYWHERE)).isEmpty();
        assertThat(new FollowedTopics(List.of(new NoTopic(decisions))).reason(job("exp", "lerp"), ANYWHERE))
                .isEmpty();
    }

    /** Wants every job. */
    private record NoTopic(JobFollower other) implements FollowedJobs {

        @Override
        public TopicFollower follower() {
            return other.follower();
        }

        @Override
        public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
            return Optional.empty();
        }
    }

    private JobFollower followed() {
        JobFollower started = JobFollower.ofDecisions(TOPIC, () -> consumer);
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

    private void write(Decision decision) {
        write(key(decision), value(decision));
    }

    private void write(@Nullable String key, byte @Nullable [] value) {
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC, 0, next++, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value));
    }

    private static byte[] value(Decision decision) {
        return AvroSerdes.serializer(Decision.class).serialize(TOPIC, decision);
    }

    private static String key(Decision decision) {
        return RecordKeys.decisionKey(decision);
    }

    private static Decision decision(String scorer, String method) {
        return DecidedCellsTest.decision("exp", scorer, method, 0.5, "colour");
    }

    private static GenerationJob job(String experimentId, String method) {
        return new GenerationJob(
                new Identity(experimentId, "p", method, 0.5, 1L),
                "colour",
                "a",
                "b",
                List.of(),
                new GeneratorSettings("b", "euler", 2, 5.0, null, 64, 64, null),
                null);
    }
}
