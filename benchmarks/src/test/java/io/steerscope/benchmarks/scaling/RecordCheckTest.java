package io.steerscope.benchmarks.scaling;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordCheckTest {

    @Test
    void eachResultOnceInEveryOutputIsClean() {
        // when
        RecordCheck check =
                RecordCheck.of(List.of("a", "b"), List.of(Map.of("a", 1, "b", 1), Map.of("a", 1, "b", 1)), 0);

        // then
        assertThat(check).isEqualTo(new RecordCheck(2, 0, 0, 0));
        assertThat(check.isClean()).isTrue();
    }

    @Test
    void aResultThatIsMissingInOneOutputIsLost() {
        // when
        RecordCheck check = RecordCheck.of(List.of("a", "b"), List.of(Map.of("a", 1, "b", 1), Map.of("b", 1)), 0);

        // then
        assertThat(check.lost()).isEqualTo(1);
        assertThat(check.isClean()).isFalse();
    }

    @Test
    void aResultThatIsThereAgainOrOfAnInputThatIsNotCommittedIsDoubled() {
        // when
        RecordCheck check = RecordCheck.of(List.of("a"), List.of(Map.of("a", 3, "c", 1)), 0);

        // then
        assertThat(check.doubled()).isEqualTo(3);
        assertThat(check.isClean()).isFalse();
    }

    @Test
    void aDeadLetterIsNotClean() {
        assertThat(RecordCheck.of(List.of(), List.of(), 1).isClean()).isFalse();
    }
}
