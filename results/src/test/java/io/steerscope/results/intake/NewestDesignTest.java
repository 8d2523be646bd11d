package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class NewestDesignTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();

    private final Designs designs = new Designs(TOPICS, RecordLimits.DEFAULT, new LeftOutLog(System::nanoTime));
    private long offset;

    @Test
    void designsComeByTheTimeOfTheirRecordsTheNewestFirst() {
        // when
        write("b", 2_000);
        write("c", 1_000);
        write("a", 3_000);
        write("c", 4_000);

        // then
        assertThat(designs.experiments())
                .extracting(Experiment::getExperimentId)
                .containsExactly("c", "a", "b");
    }

    @Test
    void aTimeThatCannotBeComesAfterAllOthers() {
        // when
        write("without", -1);
        write("of-the-future", Long.MAX_VALUE);
        write("proper", 1_000);

        // then
        assertThat(designs.experiments())
                .extracting(Experiment::getExperimentId)
                .containsExactly("proper", "of-the-future", "without");
    }

    private void write(String id, long millis) {
        Experiment design = ToyExperiment.design(id);
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        byte[] value = AvroSerdes.serializer(Experiment.class)
                .serialize(TOPICS.experiments().name(), design);
        designs.accept(new ConsumerRecord<>(
                TOPICS.experiments().name(),
                0,
                offset++,
                millis,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
    }
}
