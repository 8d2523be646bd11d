package io.steerscope.generatorworker.worker;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class GeneratorWorkerSettingsTest {

    private static final Path BUNDLES = Path.of("..", "inference", "src", "test", "resources", "bundles");

    @Test
    void batchesHaveTheSizeOfTheBundleAndTheGroupThePrefixOfTheTopics() {
        GeneratorWorkerSettings settings = settings("tiny-ssd1b");

        assertThat(settings.worker().batchSize()).isEqualTo(settings.bundle().batchSize());
        assertThat(settings.worker().groupId()).isEqualTo("steerscope.generator");
    }

    @Test
    void theBatchOfTheModelIsSmallOnACpuAndThatOfTheWorkerNeverSmallerThanIt() {
        GeneratorWorkerSettings settings = settings("tiny-ssd1b");
        GeneratorWorkerSettings large = settings.withBatchSize(16);
        GeneratorWorkerSettings single = settings.withBatchSize(1);

        assertThat(settings.batchSize()).isEqualTo(4);
        assertThat(large.batchSize()).isEqualTo(16);
        assertThat(large.worker().batchSize()).isEqualTo(16);
        assertThat(single.batchSize()).isEqualTo(1);
        assertThat(single.worker().batchSize()).isEqualTo(4);
        assertThatThrownBy(() -> settings.withBatchSize(0)).hasMessage("batch size must be at least 1, is 0");
    }

    @Test
    void aBundleOfTheWrongKindIsRefusedWithTheKindThatIsNeeded() {
        assertThatThrownBy(() -> settings("tiny-clip"))
                .isInstanceOf(BundleException.class)
                .hasMessageEndingWith("is of kind clip; a generator needs one of kind sdxl");
    }

    private static GeneratorWorkerSettings settings(String bundle) {
        return GeneratorWorkerSettings.of(BUNDLES.resolve(bundle), 1, TopicCatalogue.defaults(), "a", Map.of());
    }
}
