package io.steerscope.worker.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

final class BatchIsolationProperties {

    @Property(tries = 200)
    void everyPoisonRecordIsRejectedAndNoOther(
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll Set<@IntRange(min = 0, max = 39) Integer> poison)
            throws Exception {
        // given
        List<String> batch = IntStream.range(0, size)
                .mapToObj(i -> (poison.contains(i) ? "poison" : "good") + i)
                .toList();
        BatchIsolation<String, String> isolation = new BatchIsolation<>(
                new ScriptedStage(), WorkerFixture.failures(Integer.MAX_VALUE), new ReentrantLock());

        // when
        List<Outcome<String>> outcomes = new ArrayList<>();
        isolation.process(batch, outcomes);

        // then
        assertThat(outcomes)
                .isEqualTo(
                        batch.stream().map(BatchIsolationProperties::expected).toList());
    }

    private static Outcome<String> expected(String value) {
        return value.startsWith("poison")
                ? new Outcome.Reject<>(FailureKind.PROCESSING_ERROR, "model cannot do " + value)
                : new Outcome.Emit<>(value, value.toUpperCase(Locale.ROOT));
    }
}
