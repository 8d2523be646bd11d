package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.exact.FixedPoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ShiftsTest {

    private static final SeedRule SEEDS = new SeedRule.Listed(new TreeSet<>(Set.of(0L, 1L)));

    @Test
    void aShiftIsTheItemMeanLessThatOfTheUnsteeredImagesOfItsPairAtEveryAlpha() {
        // given
        List<MarginObservation> steered = List.of(
                margin("a", 0.5, 0, 0.1), margin("a", 0.5, 1, 0.3), margin("a", 0.8, 0, 0.4), margin("a", 0.8, 1, 0.6));
        List<MarginObservation> unsteered = List.of(margin("a", 0.0, 0, 0.05), margin("a", 0.0, 1, 0.15));

        // when
        Shifts shifts = Shifts.of(steered, unsteered, SEEDS);

        // then
        assertThat(shift(shifts, "a", 0.5)).isCloseTo(0.1, within(1e-15));
        assertThat(shift(shifts, "a", 0.8)).isCloseTo(0.4, within(1e-15));
        assertThat(shifts.itemsWithoutBaseline()).isZero();
        assertThat(shifts.moments().keySet()).containsExactly(new CategoryAlpha("c", 0.5), new CategoryAlpha("c", 0.8));
    }

    @Test
    void itemsWhosePairLacksAnUnsteeredSeedHaveNoShiftAndAreCounted() {
        // given
        List<MarginObservation> steered = List.of(
                margin("a", 0.5, 0, 0.1),
                margin("a", 0.5, 1, 0.3),
                margin("b", 0.5, 0, 0.1),
                margin("b", 0.5, 1, 0.1),
                margin("incomplete", 0.5, 0, 0.1));
        List<MarginObservation> unsteered = List.of(
                margin("a", 0.0, 0, 0.0),
                margin("b", 0.0, 0, 0.0),
                margin("b", 0.0, 1, 0.0),
                margin("other", 0.0, 0, 1.0));

        // when
        Shifts shifts = Shifts.of(steered, unsteered, SEEDS);

        // then
        assertThat(shifts.items()).isEqualTo(1);
        assertThat(shifts.itemsWithoutBaseline()).isEqualTo(1);
        assertThat(shifts.differences().itemsByPair()).containsOnlyKeys("b");
    }

    @Test
    void withOwnSeedsItemsWithoutACommonSeedAreCounted() {
        // given
        List<MarginObservation> steered = List.of(
                margin("a", 0.5, 0, 0.5), margin("a", 0.5, 1, 0.1), margin("b", 0.5, 3, 0.5), margin("d", 0.5, 0, 0.5));
        List<MarginObservation> unsteered = List.of(margin("a", 0.0, 0, 0.25), margin("b", 0.0, 0, 0.25));

        // when
        Shifts shifts = Shifts.of(steered, unsteered, new SeedRule.Own());

        // then
        assertThat(shift(shifts, "a", 0.5)).isEqualTo(0.25);
        assertThat(shifts.itemsWithoutBaseline()).isEqualTo(2);
        assertThat(shifts.differences().pairsWithoutCommonItem()).isEqualTo(2);
    }

    @Test
    void theSeedsObservedAreThoseOfTheSteeredImages() {
        // given
        List<MarginObservation> steered = List.of(margin("a", 0.5, 0, 0.5));
        List<MarginObservation> unsteered = List.of(margin("a", 0.0, 0, 0.25), margin("a", 0.0, 7, 0.9));

        // when
        Shifts shifts = Shifts.of(steered, unsteered, new SeedRule.Observed());

        // then
        assertThat(shift(shifts, "a", 0.5)).isEqualTo(0.25);
    }

    @Test
    void theOrderOfTheObservationsChangesNoBit() {
        // given
        Random random = new Random(3);
        List<MarginObservation> steered = new ArrayList<>();
        List<MarginObservation> unsteered = new ArrayList<>();
        List<MarginObservation> target = new ArrayList<>();
        for (int pair = 0; pair < 12; pair++) {
            for (long seed = 0; seed < 2; seed++) {
                unsteered.add(margin("p" + pair, 0.0, seed, random.nextGaussian() / 50));
                target.add(margin("p" + pair, 1.0, seed, 0.1 + random.nextGaussian() / 50));
                steered.add(margin("p" + pair, 0.5, seed, random.nextGaussian() / 50));
                steered.add(margin("p" + pair, 0.8, seed, random.nextGaussian() / 50));
            }
        }
        Map<String, Object> expected = shares(steered, unsteered, target).toMap();

        for (int i = 0; i < 100; i++) {
            // when
            List.of(steered, unsteered, target).forEach(list -> Collections.shuffle(list, random));

            // then
            assertThat(shares(steered, unsteered, target).toMap()).isEqualTo(expected);
        }
    }

    @Test
    void theTargetShareIsTheShiftOverTheWayToTheTargetsOwnImages() {
        // given
        List<MarginObservation> unsteered = new ArrayList<>();
        List<MarginObservation> target = new ArrayList<>();
        List<MarginObservation> steered = new ArrayList<>();
        double[] ways = {0.1, 0.2, 0.3, 0.25};
        for (int pair = 0; pair < ways.length; pair++) {
            for (long seed = 0; seed < 2; seed++) {
                unsteered.add(margin("p" + pair, 0.0, seed, -0.1));
                target.add(margin("p" + pair, 1.0, seed, -0.1 + ways[pair]));
                steered.add(margin("p" + pair, 0.5, seed, -0.1 + ways[pair] / 2));
                steered.add(margin("p" + pair, 0.8, seed, -0.1 + ways[pair]));
            }
        }

        // when
        TargetShares shares = shares(steered, unsteered, target);

        // then
        assertThat(Objects.requireNonNull(shares.byAlpha().get(0.5)).ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(Objects.requireNonNull(shares.byCategoryAlpha().get(new CategoryAlpha("c", 0.8)))
                        .ratio())
                .isCloseTo(1.0, within(1e-12));
        assertThat(Objects.requireNonNull(shares.overall()).ratio()).isCloseTo(0.75, within(1e-12));
        assertThat(Objects.requireNonNull(shares.overall()).n()).isEqualTo(4);
    }

    @Test
    void whileRunningASharesPairsAreThereAtEveryAlphaAndItHasNoInterval() {
        // given
        List<MarginObservation> unsteered = new ArrayList<>();
        List<MarginObservation> target = new ArrayList<>();
        List<MarginObservation> steered = new ArrayList<>();
        for (int pair = 0; pair < 5; pair++) {
            for (long seed = 0; seed < 2; seed++) {
                unsteered.add(margin("p" + pair, 0.0, seed, 0.0));
                target.add(margin("p" + pair, 1.0, seed, 0.2));
                steered.add(margin("p" + pair, 0.5, seed, 0.01 * pair));
                if (pair < 3) {
                    steered.add(margin("p" + pair, 0.8, seed, 0.1));
                }
            }
        }

        // when
        TargetShares shares = TargetShares.whileRunning(steered, unsteered, target, SEEDS, Set.of(0.5, 0.8), 0.95);

        // then
        assertThat(Objects.requireNonNull(shares.overall()).n()).isEqualTo(3);
        assertThat(Objects.requireNonNull(shares.byAlpha().get(0.5)).n()).isEqualTo(5);
        assertThat(Objects.requireNonNull(shares.byAlpha().get(0.8)).interval()).isNull();
    }

    @Test
    void withoutAWayTowardsTheTargetThereIsNoShare() {
        // given
        List<MarginObservation> unsteered = List.of(margin("a", 0.0, 0, 0.1), margin("a", 0.0, 1, 0.1));
        List<MarginObservation> target = List.of(margin("a", 1.0, 0, 0.0), margin("a", 1.0, 1, 0.0));
        List<MarginObservation> steered = List.of(margin("a", 0.5, 0, 0.05), margin("a", 0.5, 1, 0.05));

        // then
        assertThat(shares(steered, unsteered, target).byAlpha()).isEmpty();
        assertThat(shares(steered, unsteered, target).overall()).isNull();
    }

    private static TargetShares shares(
            List<MarginObservation> steered, List<MarginObservation> unsteered, List<MarginObservation> target) {
        return TargetShares.atCompletion(steered, unsteered, target, SEEDS, 0.95);
    }

    private static double shift(Shifts shifts, String pair, double alpha) {
        PairedItem item = Objects.requireNonNull(
                Objects.requireNonNull(shifts.differences().itemsByPair().get(pair))
                        .get(alpha));
        return FixedPoint.valueOf(item.difference());
    }

    private static MarginObservation margin(String pair, double alpha, long seed, double margin) {
        return new MarginObservation(pair, "c", alpha, seed, margin);
    }
}
