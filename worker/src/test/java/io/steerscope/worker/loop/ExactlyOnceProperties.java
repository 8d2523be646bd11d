package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.worker.loop.FakeCluster.Fault;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;

final class ExactlyOnceProperties {

    @Property(tries = 60)
    void whateverHappensToTransactionsEveryRecordHasOneOutcome(
            @ForAll("records") @Size(min = 1, max = 30) List<String> records,
            @ForAll("faults") @Size(max = 6) List<Fault> faults,
            @ForAll @IntRange(min = 1, max = 5) int batchSize,
            @ForAll @IntRange(min = 0, max = 2) int rebalances,
            @ForAll @IntRange(min = 0, max = 2) int restarts) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < records.size(); i++) {
                String value = records.get(i) + "-" + i;
                fixture.cluster.append(i % 3 == 0 ? P1 : P0, value);
                if (value.startsWith("good")) {
                    expected.add(value.toUpperCase(Locale.ROOT));
                }
            }
            fixture.cluster.faults.addAll(faults);
            fixture.cluster.recordsPerPoll = 3;
            fixture.settings = ChangedSettings.withMaxDelay(
                    fixture.settings.withBatchSize(batchSize).withFailures(WorkerFixture.failures(100)),
                    Duration.ofNanos(1));

            // when
            fixture.start();
            for (int i = 0; i < restarts; i++) {
                fixture.restart();
            }
            fixture.awaitConsumer();
            for (int i = 0; i < rebalances; i++) {
                fixture.cluster.assign(P0);
                fixture.cluster.assign(P0, P1);
            }
            fixture.awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(fixture.cluster.summaries())
                    .containsExactlyElementsOf(fixture.cluster.outputs().stream()
                            .map(ScriptedStage::summary)
                            .toList());
            assertThat(fixture.cluster.deadLetters()).hasSize(records.size() - expected.size());
            everyOutputIsSeenWithWhatItShares(fixture.cluster);
        }
    }

    /** A transaction becomes visible at once, in the order of its sends. */
    private static void everyOutputIsSeenWithWhatItShares(FakeCluster cluster) {
        Set<String> seen = new HashSet<>();
        for (ProducerRecord<byte[], byte[]> record : cluster.visible) {
            if (record.topic().equals(FakeCluster.SHARED)) {
                seen.add(new String(record.key(), StandardCharsets.UTF_8));
            } else if (record.topic().equals(FakeCluster.OUTPUT)) {
                String output = new String(record.value(), StandardCharsets.UTF_8);
                assertThat(seen).containsAll(ScriptedStage.shared(output).keySet());
            }
        }
    }

    @Provide
    Arbitrary<List<String>> records() {
        return Arbitraries.frequency(
                        Tuple.of(3, "good"),
                        Tuple.of(2, "good#red"),
                        Tuple.of(1, "good#blue"),
                        Tuple.of(1, "poison"),
                        Tuple.of(1, "invalid"),
                        Tuple.of(1, "degenerate"))
                .list();
    }

    /** At most one fencing, since a third within a minute ends the worker. */
    @Provide
    Arbitrary<List<Fault>> faults() {
        return Arbitraries.of(
                        Fault.NONE,
                        Fault.SEND_FAILS,
                        Fault.OFFSETS_REFUSED,
                        Fault.COMMIT_FAILS,
                        Fault.ANSWER_LOST_AFTER_COMMIT,
                        Fault.ANSWER_LOST_BEFORE_COMMIT)
                .list()
                .map(list -> {
                    List<Fault> withFencing = new ArrayList<>(list);
                    if (list.size() > 3) {
                        withFencing.set(2, Fault.FENCED);
                    }
                    return withFencing;
                });
    }
}
