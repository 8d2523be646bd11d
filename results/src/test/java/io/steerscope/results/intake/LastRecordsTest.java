package io.steerscope.results.intake;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastRecordsTest {

    private final LastRecords<String> records = new LastRecords<>(new TreeMap<>());

    @Test
    void aRecordIsSaidToCountUnlessAnotherPartitionHasANewerOne() {
        assertThat(records.put("k", 0, 5, "early")).isTrue();
        assertThat(records.put("k", 1, 9, "late")).isTrue();
        assertThat(records.put("k", 0, 7, "between")).isFalse();
        assertThat(records.get("k")).isEqualTo("late");
        assertThat(records.inSeveralPartitions()).isEqualTo(1);
    }

    @Test
    void aKeyIsGoneWhenItsLastPartitionTakesItBack() {
        // given
        records.put("k", 0, 5, "zero");
        records.put("k", 1, 9, "one");
        records.put("j", 1, 1, "other");

        // when
        records.remove("k", 1);
        records.remove("none", 1);

        // then
        assertThat(records.byKey()).isEqualTo(Map.of("j", "other", "k", "zero"));
        assertThat(records.inSeveralPartitions()).isZero();

        // when
        records.remove("k", 0);

        // then
        assertThat(records.keys()).containsExactly("j");
        assertThat(records.get("k")).isNull();
    }
}
