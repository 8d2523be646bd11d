package io.steerscope.foundation.vocabulary;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VocabularyTest {

    @ParameterizedTest
    @EnumSource
    void aMethodIsFoundByItsId(SteeringMethod method) {
        assertThat(SteeringMethod.parse(method.id())).isSameAs(method);
    }

    @ParameterizedTest
    @EnumSource
    void aSchedulerIsFoundByItsId(SchedulerType scheduler) {
        assertThat(SchedulerType.parse(scheduler.id())).isSameAs(scheduler);
    }

    @ParameterizedTest
    @EnumSource
    void aRuleOfExemplarsIsFoundByItsId(ExemplarRule rule) {
        assertThat(ExemplarRule.parse(rule.id())).isSameAs(rule);
    }

    @ParameterizedTest
    @EnumSource
    void aTypeOfNumbersIsFoundByItsId(NumberType type) {
        assertThat(NumberType.parse(type.id())).isSameAs(type);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> SteeringMethod.parse("magic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("method \"magic\" is unknown: use analogy, lerp, slerp, shuffled");
        assertThatThrownBy(() -> SchedulerType.parse("heun"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scheduler \"heun\" is unknown: use euler, euler-ancestral, ddim, dpmpp-2m, lcm");
        assertThatThrownBy(() -> ExemplarRule.parse("half"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exemplars \"half\" are unknown: use leave-one-out or split");
        assertThatThrownBy(() -> NumberType.parse("int8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dtype \"int8\" is unknown: use float32, bfloat16, float16");
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineIsReadAsItIsWritten(Baseline baseline) {
        assertThat(Baseline.parse(baseline.text())).isSameAs(baseline);
    }

    @Test
    void theOrderInWhichABaselineIsNamedDoesNotMatter() {
        assertThat(Baseline.parse(" target, source")).isSameAs(Baseline.SOURCE_AND_TARGET);
        assertThat(Baseline.SOURCE_AND_TARGET.text()).isEqualTo("source,target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "target", "Source", "source,source", "none,source", "source,", "lerp"})
    void anUnknownBaselineIsToldWithTheKnownOnes(String text) {
        assertThatThrownBy(() -> Baseline.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseline \"" + text + "\" is unknown: use none, source or source,target");
    }

    @Test
    void noUnsteeredImageHasTheNameOfAMethod() {
        for (SteeringMethod method : SteeringMethod.values()) {
            assertThat(UnsteeredImage.named(method.id())).isEmpty();
        }
        assertThat(UnsteeredImage.named("target")).contains(UnsteeredImage.TARGET);
    }

    @Test
    void aBaselineHoldsItsImagesAtTheirOwnAlphaAlone() {
        assertThat(Baseline.SOURCE.holds("source", 0.0)).isTrue();
        assertThat(Baseline.SOURCE.holds("source", -0.0)).isTrue();
        assertThat(Baseline.SOURCE.holds("source", 1.0)).isFalse();
        assertThat(Baseline.SOURCE.holds("target", 1.0)).isFalse();
        assertThat(Baseline.SOURCE_AND_TARGET.holds("target", 1.0)).isTrue();
        assertThat(Baseline.NONE.holds("source", 0.0)).isFalse();
    }
}
