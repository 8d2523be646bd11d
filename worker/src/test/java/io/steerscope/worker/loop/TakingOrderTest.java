package io.steerscope.worker.loop;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TakingOrderTest {

    private static final TopicPartition FIRST = new TopicPartition("input", 0);
    private static final TopicPartition SECOND = new TopicPartition("input", 1);
    private static final Set<TopicPartition> BOTH = Set.of(FIRST, SECOND);
    private static final Function<TopicPartition, OptionalLong> MORE = partition -> OptionalLong.of(5);

    private final TakingOrder order = new TakingOrder();

    @Test
    void aPartitionThatIsAheadWaitsForTheOneThatIsBehind() {
        // when
        order.took(record(FIRST, 10));
        Set<TopicPartition> afterFirst = order.waiting(BOTH, MORE);
        order.took(record(SECOND, 20));
        Set<TopicPartition> afterSecond = order.waiting(BOTH, MORE);

        // then
        assertThat(afterFirst).containsExactly(FIRST);
        assertThat(afterSecond).containsExactly(SECOND);
    }

    @Test
    void recordsOfOneTimestampAreTakenInTurns() {
        // when
        order.took(record(FIRST, 10));
        order.took(record(SECOND, 10));
        Set<TopicPartition> even = order.waiting(BOTH, MORE);
        order.took(record(FIRST, 10));

        // then
        assertThat(even).isEmpty();
        assertThat(order.waiting(BOTH, MORE)).containsExactly(FIRST);
    }

    @Test
    void aRecordOfTheFutureHoldsItsPartitionBackForWhatIsThereNowAndNoLonger() {
        // given
        AtomicLong now = new AtomicLong(1_000);
        TakingOrder watched = new TakingOrder(now::get);
        watched.took(record(FIRST, Long.MAX_VALUE));
        watched.took(record(SECOND, 900));
        Set<TopicPartition> atOnce = watched.waiting(BOTH, MORE);

        // when
        now.set(2_000);
        watched.took(record(SECOND, 1_500));

        // then
        assertThat(atOnce).containsExactly(FIRST);
        assertThat(watched.waiting(BOTH, MORE)).containsExactly(SECOND);
    }

    @Test
    void nothingWaitsForAPartitionThatHasNothingLeft() {
        // given
        order.took(record(FIRST, 10));

        // when / then
        assertThat(order.waiting(BOTH, partition -> OptionalLong.of(partition.equals(FIRST) ? 5 : 0)))
                .isEmpty();
    }

    @Test
    void aPartitionOfWhichNothingIsKnownIsWaitedFor() {
        order.took(record(FIRST, 10));

        assertThat(order.waiting(BOTH, partition -> OptionalLong.empty())).containsExactly(FIRST);
    }

    @Test
    void nothingWaitsLongerThanAPollThatBringsNothing() {
        // given
        order.took(record(FIRST, 10));
        order.waiting(BOTH, MORE);

        // when
        Set<TopicPartition> afterAnIdlePoll = order.waiting(BOTH, MORE);
        order.took(record(FIRST, 11));

        // then
        assertThat(afterAnIdlePoll).isEmpty();
        assertThat(order.waiting(BOTH, MORE)).containsExactly(FIRST);
    }

    @Test
    void aPartitionThatHasGoneIsForgotten() {
        // given
        order.took(record(FIRST, 10));
        order.waiting(Set.of(SECOND), MORE);

        // when
        order.took(record(SECOND, 5));

        // then
        assertThat(order.waiting(BOTH, MORE)).containsExactly(SECOND);
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long timestamp) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
