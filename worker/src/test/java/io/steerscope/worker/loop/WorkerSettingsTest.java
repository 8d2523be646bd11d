package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class WorkerSettingsTest {

    private final WorkerSettings settings = WorkerSettings.of("group", "host-1", Map.of());

    @Test
    void theTransactionalIdNamesGroupAndInstance() {
        assertThat(settings.transactionalId()).isEqualTo("group-host-1");
    }

    @Test
    void aLargerBatchGetsMoreRoomInMemory() {
        assertThat(settings.withBatchSize(100).queueBound()).isEqualTo(400);
    }

    @Test
    void aQueueThatHoldsNoBatchIsRefused() {
        assertThatThrownBy(() -> ChangedSettings.withQueueBound(settings, 3))
                .hasMessage("queue bound must be at least 16, is 3");
    }

    @Test
    void aBlankInstanceIdIsRefused() {
        assertThatThrownBy(() -> WorkerSettings.of("group", " ", Map.of())).hasMessage("instance id must not be blank");
    }

    @Test
    void delaysDoubleUpToTheMaximum() {
        RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), 9);

        assertThat(policy.delayAfter(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(policy.delayAfter(3)).isEqualTo(Duration.ofMillis(400));
        assertThat(policy.delayAfter(5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.delayAfter(1_000_000)).isEqualTo(Duration.ofSeconds(1));
    }
}
