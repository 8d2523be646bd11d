package io.steerscope.scorerworker.worker;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ScorerWorkerSettingsTest {

    private static final Path BUNDLES = Path.of("..", "inference", "src", "test", "resources", "bundles");

    @Test
    void eachScorerHasAGroupOfItsOwn() {
        assertThat(settings("tiny-clip").worker().groupId()).isEqualTo("steerscope.scorer-tiny-clip");
        assertThat(settings("tiny-clip-b").worker().groupId()).isEqualTo("steerscope.scorer-tiny-clip-b");
    }

    @Test
    void batchesAreWholeModelBatches() {
        ScorerWorkerSettings settings = settings("tiny-clip");

        assertThat(settings.worker().batchSize() % settings.bundle().batchSize())
                .isZero();
        assertThat(settings.worker().batchSize()).isGreaterThanOrEqualTo(32);
    }

    @Test
    void modelBatchesRunSideBySideWhereThereAreCoresAndRoomForThem() {
        assertThat(ScorerWorkerSettings.parallelBatches(2, 1, 8)).isEqualTo(2);
        assertThat(ScorerWorkerSettings.parallelBatches(2, 2, 8)).isEqualTo(1);
        assertThat(ScorerWorkerSettings.parallelBatches(1, 2, 8)).isEqualTo(1);
        assertThat(ScorerWorkerSettings.parallelBatches(64, 1, 8)).isEqualTo(16);
        assertThat(ScorerWorkerSettings.parallelBatches(64, 1, 256)).isEqualTo(1);
    }

    @Test
    void aBundleOfTheWrongKindIsRefusedWithTheKindThatIsNeeded() {
        assertThatThrownBy(() -> settings("tiny-ssd1b"))
                .isInstanceOf(BundleException.class)
                .hasMessageEndingWith("is of kind sdxl; a scorer needs one of kind clip");
    }

    private static ScorerWorkerSettings settings(String bundle) {
        return ScorerWorkerSettings.of(BUNDLES.resolve(bundle), 1, TopicCatalogue.defaults(), "a", Map.of());
    }
}
