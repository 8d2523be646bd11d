package io.steerscope.results.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicReadingTest {

    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong nanos = new AtomicLong();
    private final TopicReading reading = new TopicReading(consumer, nanos::get);
    private final List<String> read = new ArrayList<>();

    @Test
    void allPartitionsAreReadToTheEndsThatTheyHaveAsReadingBegins() {
        // given
        topic(Map.of(ZERO, 2L, ONE, 1L));
        comes(ZERO, 0, "a");
        comes(ONE, 0, "c");
        comes(ZERO, 1, "b");
        List<Long> left = new ArrayList<>();

        // when
        reading.forEach("t", TopicReading.Extent.UP_TO_FIRST_ENDS, this::note, left::add);

        // then
        assertThat(read).containsExactly("a", "c", "b");
        assertThat(left).containsExactly(3L, 2L, 1L, 0L);
    }

    @Test
    void recordsThatComeMeanwhileAreGivenOnlyWhereTheyAreAskedFor() {
        for (TopicReading.Extent extent : TopicReading.Extent.values()) {
            // given
            read.clear();
            topic(Map.of(ZERO, 2L, ONE, 1L));
            consumer.schedulePollTask(() -> {
                add(ZERO, 0, "a");
                add(ZERO, 1, "b");
                add(ZERO, 2, "newer");
            });
            comes(ONE, 0, "c");

            // when
            reading.forEach("t", extent, this::note, left -> {});

            // then
            assertThat(read)
                    .containsExactlyElementsOf(
                            extent == TopicReading.Extent.AND_NEWER
                                    ? List.of("a", "b", "newer", "c")
                                    : List.of("a", "b", "c"));
        }
    }

    @Test
    void aTopicWithoutRecordsIsReadAtOnce() {
        // given
        topic(Map.of(ZERO, 0L));

        // when
        reading.forEach("t", TopicReading.Extent.AND_NEWER, this::note, left -> {});

        // then
        assertThat(read).isEmpty();
    }

    @Test
    void aTopicThatSendsNothingForAMinuteIsGivenUpThoughItDidSendBefore() {
        // given
        topic(Map.of(ZERO, 2L));
        afterSeconds(50);
        comes(ZERO, 0, "a");
        afterSeconds(50);
        afterSeconds(50);

        // then
        assertThatThrownBy(() -> reading.forEach("t", TopicReading.Extent.AND_NEWER, this::note, left -> {}))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("Topic t has sent nothing for 60 s");
        assertThat(read).containsExactly("a");
    }

    @Test
    void whatFailsWithARecordEndsTheReading() {
        // given
        topic(Map.of(ZERO, 1L));
        comes(ZERO, 0, "a");

        // then
        assertThatThrownBy(() -> reading.forEach(
                        "t",
                        TopicReading.Extent.AND_NEWER,
                        record -> {
                            throw new IOException("full");
                        },
                        left -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }

    private void topic(Map<TopicPartition, Long> ends) {
        consumer.updatePartitions(
                "t",
                IntStream.range(0, ends.size())
                        .mapToObj(partition -> new PartitionInfo("t", partition, null, null, null))
                        .toList());
        ends.keySet().forEach(partition -> consumer.updateBeginningOffsets(Map.of(partition, 0L)));
        consumer.updateEndOffsets(ends);
    }

    private void comes(TopicPartition partition, long offset, String value) {
        consumer.schedulePollTask(() -> add(partition, offset, value));
    }

    private void afterSeconds(long seconds) {
        consumer.schedulePollTask(
                () -> nanos.addAndGet(Duration.ofSeconds(seconds).toNanos()));
    }

    private void add(TopicPartition partition, long offset, String value) {
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, new byte[0], value.getBytes(StandardCharsets.UTF_8)));
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        read.add(new String(record.value(), StandardCharsets.UTF_8));
    }
}
