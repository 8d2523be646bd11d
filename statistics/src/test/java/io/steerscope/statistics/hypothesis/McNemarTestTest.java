package io.steerscope.statistics.hypothesis;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class McNemarTestTest {

    @Test
    void pIsTwiceTheSmallerTailOfABinomial() {
        // then: 2 (1 + 8 + 28) / 2^8, and twice a half at most
        assertThat(McNemarTest.of(2, 6).pTwoSided()).isEqualTo(74.0 / 256.0, within(1e-15));
        assertThat(McNemarTest.of(6, 2).pTwoSided()).isEqualTo(74.0 / 256.0, within(1e-15));
        assertThat(McNemarTest.of(2, 0).pTwoSided()).isEqualTo(0.5, within(1e-15));
        assertThat(McNemarTest.of(3, 3).pTwoSided()).isEqualTo(1.0, within(1e-15));
        assertThat(McNemarTest.of(0, 0).pTwoSided()).isEqualTo(1.0);
    }

    @Test
    void answersThatBothGiveAlikeDoNotCount() {
        // when
        McNemarTest test = McNemarTest.of(
                new boolean[] {true, true, false, false, true}, new boolean[] {true, false, true, false, false});

        // then
        assertThat(test.onlyFirst()).isEqualTo(2);
        assertThat(test.onlySecond()).isEqualTo(1);
        assertThat(test.pTwoSided()).isEqualTo(1.0, within(1e-15));
    }

    @Test
    void answersToOtherQuestionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> McNemarTest.of(new boolean[] {true}, new boolean[] {true, false}));
    }
}
