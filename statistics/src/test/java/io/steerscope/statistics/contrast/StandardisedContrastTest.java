package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.PrimarySequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StandardisedContrastTest {

    private static final double LEVEL = 0.95;

    /** Margins of seven pairs at alpha 0.5 and 1, the last without 0.5; the figures are those of numpy and scipy. */
    private static final double[][] FIRST = {
        {0.0075, 0.005}, {0.035, 0.05}, {0.005, 0.01}, {-0.005, -0.01}, {0.0325, 0.045}, {0.0125, 0.015}, {0.005}
    };

    private static final double[][] SECOND = {
        {0.06, 0.07}, {0.06, 0.05}, {0.055, 0.08}, {0.035, 0.04}, {0.055, 0.04}, {0.07, 0.09}, {0.07}
    };

    @Test
    void figuresAreThoseOfAJackknifeOverPairsThatEstimatesTheScalesAgain() {
        // when
        StandardisedContrast contrast = atCompletion(observations(FIRST), observations(SECOND));

        // then
        assertThat(contrast.scales().get(0)).isEqualTo(0.02085693107995695, within(1e-15));
        assertThat(contrast.scales().get(1)).isEqualTo(0.017651460961463614, within(1e-15));
        expect(contrast.contrast().overall(), 7, -2.691637998938656, -2.7269879015571434, 0.03432291601836298);
        expect(
                Objects.requireNonNull(contrast.contrast().byCategoryAlpha().get(new CategoryAlpha("c", 1.0))),
                4,
                -2.7398987970760356,
                -3.3094664309439703,
                0.045410286759985145);
        expect(
                Objects.requireNonNull(contrast.contrast().byAlpha().get(0.5)),
                6,
                -2.4638918266630623,
                -3.126818364845536,
                0.026050823999298704);
        assertThat(contrast.contrast().overall().signFlips()).isNull();
        assertThat(contrast.contrast().holmTwoSided()).hasSize(4);
    }

    @Test
    void aScaleOfOneSideChangesNothing() {
        // when
        ContrastFigures own = atCompletion(margins(12, 1, x -> x), margins(12, 2, x -> x))
                .contrast()
                .overall();
        ContrastFigures scaled = atCompletion(margins(12, 1, x -> x), margins(12, 2, x -> 7.0 * x))
                .contrast()
                .overall();

        // then
        assertThat(scaled.mean()).isEqualTo(Objects.requireNonNull(own.mean()), within(1e-9));
        assertThat(scaled.pTwoSided()).isEqualTo(Objects.requireNonNull(own.pTwoSided()), within(1e-9));
    }

    @Test
    void marginsThatDifferByTheirScaleAloneDoNotDifferAndHaveNoTest() {
        // when
        ContrastFigures overall = atCompletion(margins(12, 1, x -> x), margins(12, 1, x -> 0.3 * x))
                .contrast()
                .overall();

        // then
        assertThat(overall.mean()).isEqualTo(0.0, within(1e-9));
        assertThat(overall.interval()).isNull();
    }

    @Test
    void withoutThreePairsOrWithoutVariationThereIsNone() {
        assertThat(standardised(margins(2, 1, x -> x), margins(2, 2, x -> x))).isEmpty();
        assertThat(standardised(margins(5, 1, x -> x), margins(5, 2, x -> 0.5))).isEmpty();
    }

    @Test
    void whileMarginsArriveTheSequenceIsTheAsymptoticOneAndClaimsNothingOfThirtyPairs() {
        // given
        Map<String, Long> planned = Map.of("c0", 40L, "c1", 40L);

        // when
        PairedContrast contrast = StandardisedContrast.whileRunning(
                        PairedDifferences.of(
                                margins(50, 1, x -> x + 0.3), margins(50, 2, x -> x), new SeedRule.Observed()),
                        Set.of(0.5, 1.0),
                        planned,
                        LEVEL)
                .orElseThrow()
                .contrast();

        // then
        RunningTest overall = Objects.requireNonNull(contrast.overall().running());
        RunningTest cell = Objects.requireNonNull(
                Objects.requireNonNull(contrast.byCategoryAlpha().get(new CategoryAlpha("c0", 1.0)))
                        .running());
        assertThat(overall.sequence()).isEqualTo(PrimarySequence.ASYMPTOTIC);
        assertThat(Objects.requireNonNull(overall.interval()).low()).isPositive();
        assertThat(cell.interval()).isNull();
        assertThat(cell.pTwoSided()).isEqualTo(1.0);
        assertThat(contrast.holmTwoSided()).hasSize(4);
    }

    @Test
    void aTrueNullHypothesisIsSeldomRejected() {
        // given
        int experiments = 1000;
        int rejected = 0;

        // when
        for (int seed = 0; seed < experiments; seed++) {
            Random random = new Random(seed);
            List<MarginObservation> first = new ArrayList<>();
            List<MarginObservation> second = new ArrayList<>();
            for (int pair = 0; pair < 15; pair++) {
                double common = random.nextGaussian();
                first.add(margin(pair, 1.0, 0.1 * (1.0 + common + random.nextGaussian())));
                second.add(margin(pair, 1.0, 0.02 * (1.0 + common + random.nextGaussian())));
            }
            rejected += Objects.requireNonNull(atCompletion(first, second)
                                    .contrast()
                                    .overall()
                                    .pTwoSided())
                            < 0.05
                    ? 1
                    : 0;
        }

        // then
        assertThat(rejected).isBetween(25, 75);
    }

    private static void expect(ContrastFigures figures, long n, double mean, double t, double p) {
        TTest test = Objects.requireNonNull(figures.tTest());
        assertThat(figures.n()).isEqualTo(n);
        assertThat(figures.mean()).isEqualTo(mean, within(1e-12));
        assertThat(test.t()).isEqualTo(t, within(1e-11));
        assertThat(test.df()).isEqualTo(n - 1);
        assertThat(test.pTwoSided()).isEqualTo(p, within(1e-12));
    }

    private static StandardisedContrast atCompletion(List<MarginObservation> first, List<MarginObservation> second) {
        return standardised(first, second).orElseThrow();
    }

    private static Optional<StandardisedContrast> standardised(
            List<MarginObservation> first, List<MarginObservation> second) {
        return StandardisedContrast.atCompletion(PairedDifferences.of(first, second, new SeedRule.Observed()), LEVEL);
    }

    private static List<MarginObservation> observations(double[][] margins) {
        List<MarginObservation> observations = new ArrayList<>();
        for (int pair = 0; pair < margins.length; pair++) {
            double[] own = margins[pair];
            for (int i = 0; i < own.length; i++) {
                double alpha = own.length == 1 || i == 1 ? 1.0 : 0.5;
                observations.add(new MarginObservation("p" + pair, pair < 4 ? "c" : "d", alpha, 0, own[i]));
            }
        }
        return observations;
    }

    private static List<MarginObservation> margins(int pairs, long seed, DoubleUnaryOperator change) {
        Random random = new Random(seed);
        List<MarginObservation> margins = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            margins.add(margin(pair, 0.5, change.applyAsDouble(0.1 * random.nextGaussian())));
            margins.add(margin(pair, 1.0, change.applyAsDouble(0.1 + 0.1 * random.nextGaussian())));
        }
        return margins;
    }

    private static MarginObservation margin(int pair, double alpha, double margin) {
        return new MarginObservation("p" + pair, "c" + pair % 2, alpha, 0, margin);
    }
}
