package io.steerscope.schemas.topic;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.serde.RecordSchemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TopicCatalogueTest {

    private final TopicCatalogue catalogue = TopicCatalogue.defaults();

    @Test
    void everyRecordHasItsTopic() {
        assertThat(catalogue.topics())
                .<Class<?>>extracting(TopicDefinition::valueType)
                .containsExactlyElementsOf(RecordSchemas.CLASSES);
        assertThat(catalogue.topics())
                .extracting(TopicDefinition::name)
                .allMatch(name -> name.startsWith("steerscope."));
    }

    @Test
    void whatIsKeyedByWhatItDescribesIsCompacted() {
        assertThat(catalogue.topics().stream()
                        .filter(TopicDefinition::isCompacted)
                        .map(TopicDefinition::name))
                .containsExactly(
                        "steerscope.experiments",
                        "steerscope.image-summaries",
                        "steerscope.scores",
                        "steerscope.text-embeddings",
                        "steerscope.reports",
                        "steerscope.cancellations",
                        "steerscope.skipped-jobs",
                        "steerscope.decisions");
    }

    @Test
    void imagesTravelUncompressedInMessagesOfUpToEightMebibytes() {
        assertThat(catalogue.images().configs())
                .containsEntry("compression.type", "uncompressed")
                .containsEntry("max.message.bytes", "8388608");
    }

    @Test
    void aDeadLetterHasRoomForTheLargestImage() {
        assertThat(Integer.parseInt(catalogue.deadLetters().configs().get("max.message.bytes")))
                .isGreaterThan(TopicCatalogue.IMAGE_MESSAGE_BYTES);
    }

    @Test
    void aCatalogueThatKafkaWouldRefuseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicCatalogue.withPrefix("my lab/"))
                .withMessageContaining("topic prefix \"my lab/\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicCatalogue("", 0, (short) 1))
                .withMessageContaining("partitions must be at least 1");
    }
}
