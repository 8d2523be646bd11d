package io.steerscope.clustertests;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.benchmarks.fuzz.Fuzz;
import io.steerscope.benchmarks.fuzz.FuzzOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code benchmarks/scripts/fuzz.sh} sends a million. */
class FuzzTest {

    private static final long RECORDS = 10_000;
    private static final long SEED = 20_261;

    @TempDir
    private Path folder;

    @Test
    void ofTenThousandRandomRecordsEveryOneIsAcceptedOrADeadLetter() throws Exception {
        // when
        FuzzOutcome outcome = Fuzz.run(RECORDS, SEED, folder, TinyBundles.fuzzed(), line -> {});

        // then
        assertThat(outcome.problems()).isEmpty();
        long taken =
                outcome.taken().values().stream().mapToLong(Long::longValue).sum();
        assertThat(taken + outcome.refused()).isEqualTo(RECORDS);
        assertThat(taken).isGreaterThan(RECORDS * 9 / 10);
        assertThat(outcome.taken()).hasSize(9);
    }
}
