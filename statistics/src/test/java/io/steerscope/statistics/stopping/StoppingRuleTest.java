package io.steerscope.statistics.stopping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoppingRuleTest {

    private static final SmallestEffect NONE = new SmallestEffect.None();

    private static List<ItemState> values(double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> (ItemState) new ItemState.Value(value))
                .toList();
    }

    private static List<ItemState> normal(int n, double mean) {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = new double[n];
        Arrays.setAll(values, i -> mean + random.nextGaussian());
        return values(values);
    }

    @Test
    void equalItemsDecideNothing() {
        // given
        double[] equal = new double[200];
        Arrays.fill(equal, 0.1);

        // then
        assertThat(new StoppingRule(0.95, 1, new SmallestEffect.Margin(0.5), 2, 50).decide(values(equal)))
                .isEmpty();
    }

    @Test
    void itemsThatDifferByRoundingAloneDecideNothing() {
        // given
        double[] rounded = new double[200];
        Arrays.setAll(rounded, i -> i % 2 == 0 ? 0.3 : 0.1 + 0.2);

        // then
        assertThat(new StoppingRule(0.95, 1, new SmallestEffect.Margin(0.5), 2, 50).decide(values(rounded)))
                .isEmpty();
    }

    @Test
    void withoutASmallestEffectNothingIsSaidToNotWork() {
        // given
        List<ItemState> losses = normal(100, -5.0);

        // then
        assertThat(new StoppingRule(0.95, 1, NONE, 5, 50).decide(losses)).isEmpty();
        assertThat(new StoppingRule(0.95, 1, new SmallestEffect.Margin(0.1), 5, 50).decide(losses))
                .map(StoppingDecision::outcome)
                .contains(StoppingOutcome.DOES_NOT);
    }

    @Test
    void noDecisionRestsOnFewerItemsThanTheFewest() {
        // given
        List<ItemState> gains = normal(100, 20.0);

        // then
        assertThat(new StoppingRule(0.95, 1, NONE, 2, 50)
                        .decide(gains)
                        .orElseThrow()
                        .items())
                .isLessThan(12);
        assertThat(new StoppingRule(0.95, 1, NONE, 12, 50).decide(gains).orElseThrow())
                .satisfies(decision -> {
                    assertThat(decision.items()).isEqualTo(12);
                    assertThat(decision.place()).isEqualTo(11);
                });
    }

    @Test
    void manySmallGainsAndFewLargeLossesTakeMoreItemsThanThePlainT() {
        // given
        List<ItemState> skewedLeft =
                values(1.0, 1.1, 0.9, -0.4, 1.0, 1.2, 0.8, 1.0, 1.1, 0.9, 1.0, 1.1, -0.2, 1.0, 0.9);
        StoppingRule rule = new StoppingRule(0.95, 1, NONE, 5, 20);

        // when
        Optional<StoppingDecision> allowing = rule.decide(skewedLeft);
        Optional<StoppingDecision> plain = rule.withoutAllowance().decide(skewedLeft);

        // then
        assertThat(plain).isPresent();
        assertThat(allowing.map(StoppingDecision::items).orElse(Long.MAX_VALUE))
                .isGreaterThan(plain.orElseThrow().items());
    }

    @Test
    void whatIsDecidedStands() {
        // given
        StoppingLook look = new StoppingRule(0.95, 1, new SmallestEffect.Margin(0.5), 5, 50).look();
        normal(60, 3.0).forEach(look::add);
        Optional<StoppingDecision> decided = look.decision();

        // when
        normal(60, -9.0).forEach(look::add);

        // then
        assertThat(decided).map(StoppingDecision::outcome).contains(StoppingOutcome.WORKS);
        assertThat(look.decision()).isEqualTo(decided);
        assertThat(look.nextPlace()).isEqualTo(decided.orElseThrow().place() + 1);
    }

    @Test
    void anOpenItemLeavesItsPlaceTheNext() {
        // given
        StoppingLook look = new StoppingRule(0.95, 1, NONE, 2, 5).look();

        // when
        look.add(new ItemState.Value(0.1));
        look.add(new ItemState.PassedOver());
        look.add(new ItemState.Open());

        // then
        assertThat(look.nextPlace()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1, 5, 9", "1, 1, 5, 9", "0.95, 0, 5, 9", "0.95, 1, 1, 9", "0.95, 1, 5, 0"})
    void aRuleOutOfRangeIsRefused(double level, int family, int fewest, long planned) {
        assertThatThrownBy(() -> new StoppingRule(level, family, NONE, fewest, planned))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anItemHasAFiniteMean() {
        assertThatThrownBy(() -> new ItemState.Value(Double.NaN)).hasMessageContaining("finite");
    }

    @Test
    void outcomesAreNamedAsInData() {
        assertThat(StoppingOutcome.of("works")).isEqualTo(StoppingOutcome.WORKS);
        assertThat(StoppingOutcome.of("does not").words()).isEqualTo("does not");
        assertThatThrownBy(() -> StoppingOutcome.of("perhaps")).hasMessageContaining("perhaps");
    }
}
