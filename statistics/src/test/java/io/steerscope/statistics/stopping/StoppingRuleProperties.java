package io.steerscope.statistics.stopping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StoppingRuleProperties {

    private static final SmallestEffect EFFECT = new SmallestEffect.Margin(0.05);

    @Property(tries = 300)
    void itemByItemItIsDecidedAsAllAtOnce(@ForAll long seed, @ForAll @DoubleRange(min = -0.3, max = 0.3) double mean) {
        // given
        List<ItemState> items = items(seed, mean, 40, 0.05);
        StoppingRule rule = rule(EFFECT);
        StoppingLook look = rule.look();

        // when
        items.forEach(look::add);

        // then
        assertThat(look.decision()).isEqualTo(rule.decide(items));
    }

    @Property(tries = 300)
    void whatComesAfterItsPlaceChangesNoDecision(
            @ForAll long seed, @ForAll @DoubleRange(min = -0.3, max = 0.3) double mean) {
        // given
        List<ItemState> items = items(seed, mean, 40, 0.05);
        StoppingRule rule = rule(EFFECT);
        Optional<StoppingDecision> decision = rule.decide(items);
        int decided = decision.map(one -> one.place() + 1).orElse(items.size());

        // when
        List<ItemState> upToIt = items.subList(0, decided);
        List<ItemState> others = new ArrayList<>(upToIt);
        others.addAll(items(~seed, -mean, 20, 0.2));

        // then
        assertThat(rule.decide(upToIt)).isEqualTo(decision);
        if (decision.isPresent()) {
            assertThat(rule.decide(others)).isEqualTo(decision);
            assertThat(rule.decide(items.subList(0, decided - 1))).isEmpty();
            assertThat(decision.get().items() + decision.get().passedOver()).isEqualTo(decided);
        }
    }

    @Property(tries = 300)
    void anOpenItemHoldsTheLookBack(@ForAll long seed, @ForAll @IntRange(min = 0, max = 39) int open) {
        // given
        List<ItemState> items = items(seed, 0.3, 40, 0.1);
        List<ItemState> held = new ArrayList<>(items);
        held.set(open, new ItemState.Open());
        StoppingRule rule = rule(EFFECT);

        // then
        assertThat(rule.decide(held)).isEqualTo(rule.decide(items).filter(decision -> decision.place() < open));
    }

    @Property(tries = 300)
    void itemsPassedOverChangePlacesAlone(@ForAll long seed, @ForAll @DoubleRange(min = 0.0, max = 0.9) double share) {
        // given
        List<ItemState> items = items(seed, 0.2, 60, share);
        List<ItemState> values =
                items.stream().filter(ItemState.Value.class::isInstance).toList();
        StoppingRule rule = rule(EFFECT);

        // when
        Optional<StoppingDecision> withGaps = rule.decide(items);
        Optional<StoppingDecision> without = rule.decide(values);

        // then
        assertThat(withGaps.map(one -> List.of(one.outcome(), one.items(), one.mean(), one.p())))
                .isEqualTo(without.map(one -> List.of(one.outcome(), one.items(), one.mean(), one.p())));
        withGaps.ifPresent(one -> assertThat(one.place()).isEqualTo(items.indexOf(values.get((int) one.items() - 1))));
    }

    @Property(tries = 300)
    void inOtherUnitsItIsDecidedAlike(
            @ForAll long seed,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double mean,
            @ForAll @DoubleRange(min = 0.001, max = 1_000.0) @Scale(4) double factor) {
        // given
        List<ItemState> items = items(seed, mean, 40, 0.05);
        List<ItemState> scaled = items.stream()
                .map(item -> item instanceof ItemState.Value value
                        ? (ItemState) new ItemState.Value(factor * value.mean())
                        : item)
                .toList();

        // when
        Optional<StoppingDecision> decision = rule(EFFECT).decide(items);
        Optional<StoppingDecision> inOtherUnits = rule(EFFECT.scaled(factor)).decide(scaled);

        // then
        assertThat(inOtherUnits.isPresent()).isEqualTo(decision.isPresent());
        decision.ifPresent(one -> {
            StoppingDecision other = inOtherUnits.orElseThrow();
            assertThat(other.outcome()).isEqualTo(one.outcome());
            assertThat(other.place()).isEqualTo(one.place());
            assertThat(other.mean()).isEqualTo(factor * one.mean(), within(1e-9 * factor));
            assertThat(other.p()).isEqualTo(one.p(), within(1e-9));
        });
    }

    @Property(tries = 300)
    void theBoundOnTheSideOfTheDecisionAgreesWithIt(
            @ForAll long seed, @ForAll @DoubleRange(min = -0.3, max = 0.3) double mean) {
        // when
        Optional<StoppingDecision> decision = rule(EFFECT).decide(items(seed, mean, 60, 0.05));

        // then
        decision.ifPresent(one -> {
            assertThat(one.p()).isLessThanOrEqualTo(0.05 / 24);
            if (one.outcome() == StoppingOutcome.WORKS) {
                assertThat(one.lowerBound()).isGreaterThan(-1e-12);
            } else {
                assertThat(one.upperBound()).isLessThan(0.05 + 1e-12);
            }
        });
    }

    @Property(tries = 200)
    void runningMomentsAreThoseOfAllValues(@ForAll long seed, @ForAll @IntRange(min = 4, max = 100) int n) {
        // given
        SplittableRandom random = new SplittableRandom(seed);
        RunningMoments running = new RunningMoments();
        ExactMoments exact = ExactMoments.EMPTY;

        // when
        for (int i = 0; i < n; i++) {
            double value = 0.3 + random.nextExponential() / 20.0;
            running.add(value);
            exact = exact.add(value);
        }

        // then
        assertThat(running.n()).isEqualTo(n);
        assertThat(running.mean()).isEqualTo(exact.mean().orElseThrow(), within(1e-14));
        assertThat(running.standardDeviation())
                .isEqualTo(exact.standardDeviation().orElseThrow(), within(1e-13));
        assertThat(running.skewness()).isEqualTo(exact.skewness().orElseThrow(), within(1e-10));
        assertThat(running.excessKurtosis()).isEqualTo(exact.excessKurtosis().orElseThrow(), within(1e-9));
    }

    private static StoppingRule rule(SmallestEffect effect) {
        return new StoppingRule(0.95, 24, effect, 5, 40);
    }

    private static List<ItemState> items(long seed, double mean, int count, double passedOver) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ItemState> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = mean + random.nextGaussian() / 10.0;
            items.add(random.nextDouble() < passedOver ? new ItemState.PassedOver() : new ItemState.Value(value));
        }
        return items;
    }
}
