package io.steerscope.foundation.vocabulary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EffectThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "0.02, 0.02, MARGIN, 0.02",
        "0.250sd, 0.25, STANDARD_DEVIATION, 0.25sd",
        "1sd, 1.0, STANDARD_DEVIATION, 1sd",
        "0.25 sd, 0.25, STANDARD_DEVIATION, 0.25sd",
        "0.25SD, 0.25, STANDARD_DEVIATION, 0.25sd",
        "2, 2.0, MARGIN, 2",
        "+.5, 0.5, MARGIN, 0.5",
        "5e-3, 0.005, MARGIN, 0.005",
        "1e-6, 1e-6, MARGIN, 0.000001",
        "20, 20.0, MARGIN, 20",
    })
    void aThresholdIsReadWithItsUnitAndWrittenInOneForm(
            String text, double value, EffectThreshold.Unit unit, String canonical) {
        EffectThreshold threshold = EffectThreshold.parse(text);

        assertThat(threshold).isEqualTo(new EffectThreshold(value, unit));
        assertThat(threshold.text()).isEqualTo(canonical);
        assertThat(EffectThreshold.parse(canonical)).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0       | smallest effect 0.0 must be above 0, like 0.02 or 0.25sd
            -0.02   | smallest effect -0.02 must be above 0
            -1sd    | smallest effect -1.0 must be above 0
            1e-400  | smallest effect 0.0 must be above 0
            1e-7    | must be between 0.000001 and 1000000
            1e400   | must be between 0.000001 and 1000000
            NaN     | smallest effect "NaN" is no number: write 0.02 in units of the margin, or 0.25sd in standard
            0,25    | smallest effect "0,25" has a decimal comma: write 0.25
            0,25sd  | smallest effect "0,25sd" has a decimal comma: write 0.25sd
            25%     | smallest effect "25%" has the unknown unit "%"
            0.02f   | smallest effect "0.02f" has the unknown unit "f"
            0x1p-3  | smallest effect "0x1p-3" has the unknown unit "x1p-3"
            sd      | smallest effect "sd" is no number
            ''      | smallest effect "" is no number
            """)
    void whatIsNoThresholdIsToldWithHowToWriteIt(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectThreshold.parse(text))
                .withMessageContaining(problem);
    }

    @Test
    void aThresholdAboveWhatAnEffectCanBeIsRefused() {
        EffectThreshold two = EffectThreshold.parse("2");

        assertThat(two.requireAtMost(EffectThreshold.MOST_MARGIN)).isSameAs(two);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectThreshold.parse("2.5sd").requireAtMost(EffectThreshold.MOST_MARGIN))
                .withMessage("smallest effect 2.5sd is above 2, more than any effect can be: choose a smaller one");
    }
}
