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
import io.steerscope.statistics.hypothesis.SignFlips;
import io.steerscope.statistics.interval.PrimarySequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PairedContrastTest {

    private static final double LEVEL = 0.95;

    @Test
    void onlyItemsThatAreCompleteUnderBothMethodsCountAndTheRestIsCounted() {
        // given
        List<MarginObservation> method = List.of(
                margin("p1", "c", 0.5, 0, 0.25),
                margin("p1", "c", 0.5, 1, 0.75),
                margin("p1", "c", 1.0, 0, 0.5),
                margin("p1", "c", 1.0, 1, 0.5),
                margin("p2", "c", 0.5, 0, 0.5),
                margin("p3", "d", 0.5, 0, 0.5),
                margin("p3", "d", 0.5, 1, 0.5));
        List<MarginObservation> against = List.of(
                margin("p1", "c", 0.5, 0, 0.25),
                margin("p1", "c", 0.5, 1, 0.25),
                margin("p1", "c", 1.0, 0, 0.5),
                margin("p2", "c", 0.5, 0, 0.25),
                margin("p2", "c", 0.5, 1, 0.25));

        // when
        PairedContrast contrast = atCompletion(method, against, new SeedRule.Observed());

        // then
        assertThat(contrast.differences().items()).isEqualTo(1);
        assertThat(contrast.differences().itemsOfFirstOnly()).isEqualTo(2);
        assertThat(contrast.differences().itemsOfSecondOnly()).isEqualTo(1);
        assertThat(contrast.differences().pairsWithoutCommonItem()).isEqualTo(2);
        assertThat(contrast.overall().mean()).isEqualTo(0.25);
        assertThat(contrast.byCategory().get("d")).isEqualTo(none());
        assertThat(contrast.byAlpha().get(1.0)).isEqualTo(none());
        assertThat(contrast.byCategoryAlpha().keySet())
                .extracting(CategoryAlpha::key)
                .containsExactly("c|0.5", "c|1.0", "d|0.5");
        assertThat(contrast.holmTwoSided()).isEmpty();
        assertThat(contrast.overall().toMap())
                .isEqualTo(Map.of("n", 1L, "mean", 0.25, "sign_flip_p_two_sided", 1.0, "sign_flip_p_greater", 0.5));
    }

    @Test
    void ownSeedsAreThoseThatAnItemHasUnderBothMethods() {
        // given
        List<MarginObservation> method =
                List.of(margin("p", "c", 1.0, 0, 0.5), margin("p", "c", 1.0, 1, 0.25), margin("p", "c", 1.0, 2, 2.0));
        List<MarginObservation> against = List.of(margin("p", "c", 1.0, 0, 0.25), margin("p", "c", 1.0, 1, 0.0));

        // then
        assertThat(atCompletion(method, against, new SeedRule.Own()).overall().mean())
                .isEqualTo(0.25);
        assertThat(atCompletion(method, against, new SeedRule.Observed()).overall())
                .isEqualTo(none());
        assertThat(atCompletion(method, against, new SeedRule.Listed(new TreeSet<>(Set.of(1L))))
                        .overall()
                        .mean())
                .isEqualTo(0.25);
    }

    @Test
    void differencesThatDoNotVaryHaveAMeanAndSignsAndNoT() {
        // given
        List<MarginObservation> method = new ArrayList<>();
        List<MarginObservation> against = new ArrayList<>();
        for (int pair = 0; pair < 5; pair++) {
            method.add(margin("p" + pair, "c", 1.0, 0, 0.5));
            against.add(margin("p" + pair, "c", 1.0, 0, 0.25));
        }

        // when
        ContrastFigures overall =
                atCompletion(method, against, new SeedRule.Observed()).overall();

        // then
        assertThat(overall.sd()).isZero();
        assertThat(overall.tTest()).isNull();
        assertThat(overall.interval()).isNull();
        assertThat(overall.signFlips()).isEqualTo(new SignFlips(0x1p-4, 0x1p-5));
    }

    @Test
    void withoutACommonPairNothingIsDetermined() {
        // when
        PairedContrast contrast = atCompletion(
                List.of(margin("p", "c", 1.0, 0, 0.5)),
                List.of(margin("q", "c", 1.0, 0, 0.5)),
                new SeedRule.Observed());
        PairedContrast empty = atCompletion(List.of(), List.of(), new SeedRule.Observed());

        // then
        assertThat(contrast.overall()).isEqualTo(none());
        assertThat(contrast.differences().pairsWithoutCommonItem()).isEqualTo(2);
        assertThat(empty.overall()).isEqualTo(none());
        assertThat(empty.atLargestAlpha()).isNull();
    }

    @Test
    void theOrderOfTheMarginsChangesNoBit() {
        // given
        List<MarginObservation> method = margins(12, 1, 0.1);
        List<MarginObservation> against = margins(12, 2, 0.0);
        PairedContrast expected = atCompletion(method, against, new SeedRule.Observed());

        // when
        List<MarginObservation> shuffledMethod = new ArrayList<>(method);
        List<MarginObservation> shuffledAgainst = new ArrayList<>(against);
        Collections.shuffle(shuffledMethod, new Random(3));
        Collections.shuffle(shuffledAgainst, new Random(4));

        // then
        assertThat(atCompletion(shuffledMethod, shuffledAgainst, new SeedRule.Observed()))
                .isEqualTo(expected);
    }

    @Test
    void aContrastTheOtherWayRoundIsItsMirrorImage() {
        // given
        List<MarginObservation> method = margins(12, 1, 0.1);
        List<MarginObservation> against = margins(12, 2, 0.0);

        // when
        ContrastFigures one =
                atCompletion(method, against, new SeedRule.Observed()).overall();
        ContrastFigures other =
                atCompletion(against, method, new SeedRule.Observed()).overall();

        // then
        assertThat(Objects.requireNonNull(one.mean())).isEqualTo(-Objects.requireNonNull(other.mean()));
        assertThat(one.toMap().get("p_less")).isEqualTo(other.toMap().get("p_greater"));
        assertThat(one.pTwoSided()).isEqualTo(other.pTwoSided());
    }

    @Test
    void whileRunningPairsCountOverAllAlphasOnceTheyHaveAllAndSequencesTakeThePlaceOfT() {
        // given
        List<MarginObservation> method = margins(12, 1, 0.1);
        List<MarginObservation> against = margins(12, 2, 0.0).stream()
                .filter(one -> one.alpha() == 0.5 || !one.pairId().equals("p0"))
                .toList();
        PairedDifferences differences = PairedDifferences.of(method, against, new SeedRule.Observed());

        // when
        PairedContrast contrast =
                PairedContrast.whileRunning(differences, Set.of(0.5, 1.0), Map.of("c0", 100L, "c1", 6L), LEVEL);
        PairedContrast finished = PairedContrast.atCompletion(differences, LEVEL);

        // then
        assertThat(contrast.overall().n()).isEqualTo(11);
        assertThat(finished.overall().n()).isEqualTo(12);
        assertThat(contrast.overall().tTest()).isNull();
        RunningTest running = Objects.requireNonNull(contrast.overall().running());
        assertThat(running.sequence()).isEqualTo(PrimarySequence.ASYMPTOTIC);
        assertThat(running.interval()).isNull();
        assertThat(running.pTwoSided()).isEqualTo(1.0);
        ContrastFigures category = Objects.requireNonNull(contrast.byCategory().get("c1"));
        assertThat(Objects.requireNonNull(category.running()).sequence()).isEqualTo(PrimarySequence.T);
        ContrastFigures settled = Objects.requireNonNull(finished.byCategory().get("c1"));
        assertThat(width(category)).isGreaterThan(width(settled));
        assertThat(category.mean()).isEqualTo(settled.mean());
    }

    @Test
    void whileRunningTheFamilyIsAllCellsOfTheDesign() {
        // given
        PairedDifferences differences =
                PairedDifferences.of(margins(12, 1, 0.4), margins(12, 2, 0.0), new SeedRule.Observed());
        CategoryAlpha cell = new CategoryAlpha("c0", 1.0);

        // when
        PairedContrast small =
                PairedContrast.whileRunning(differences, Set.of(0.5, 1.0), Map.of("c0", 6L, "c1", 6L), LEVEL);
        PairedContrast large = PairedContrast.whileRunning(
                differences, Set.of(0.5, 1.0), Map.of("c0", 6L, "c1", 6L, "c2", 6L, "c3", 6L), LEVEL);

        // then
        assertThat(small.holmTwoSided()).hasSize(4);
        assertThat(large.holmTwoSided()).hasSize(8).containsEntry(new CategoryAlpha("c3", 1.0), 1.0);
        assertThat(large.holmGreater().get(cell))
                .isGreaterThan(small.holmGreater().get(cell));
    }

    @Test
    void figuresAreInTheUnitsOfTheirMargins() {
        // given
        PairedContrast contrast = atCompletion(margins(12, 1, 0.1), margins(12, 2, 0.0), new SeedRule.Observed());

        // when
        ContrastFigures scaled = contrast.scaled(100.0).overall();

        // then
        ContrastFigures own = contrast.overall();
        assertThat(scaled.mean()).isEqualTo(100.0 * Objects.requireNonNull(own.mean()), within(1e-12));
        assertThat(width(scaled)).isEqualTo(100.0 * width(own), within(1e-12));
        assertThat(scaled.pTwoSided()).isEqualTo(own.pTwoSided());
    }

    @Test
    void aPairInTwoCategoriesIsNamed() {
        assertThatThrownBy(() -> atCompletion(
                        List.of(margin("p", "c", 1.0, 0, 0.5)),
                        List.of(margin("p", "d", 1.0, 0, 0.5)),
                        new SeedRule.Observed()))
                .hasMessage("Pair p is in two categories: c and d");
    }

    private static PairedContrast atCompletion(
            List<MarginObservation> method, List<MarginObservation> against, SeedRule rule) {
        return PairedContrast.atCompletion(PairedDifferences.of(method, against, rule), LEVEL);
    }

    private static List<MarginObservation> margins(int pairs, long seed, double shift) {
        Random random = new Random(seed);
        List<MarginObservation> margins = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            for (double alpha : new double[] {0.5, 1.0}) {
                for (int image = 0; image < 3; image++) {
                    margins.add(margin(
                            "p" + pair, "c" + pair % 2, alpha, image, shift * alpha + 0.1 * random.nextGaussian()));
                }
            }
        }
        return margins;
    }

    private static double width(ContrastFigures figures) {
        return Objects.requireNonNull(figures.interval()).high()
                - figures.interval().low();
    }

    private static ContrastFigures none() {
        return new ContrastFigures(0, null, null, null, null, null, LEVEL);
    }

    private static MarginObservation margin(String pair, String category, double alpha, long seed, double margin) {
        return new MarginObservation(pair, category, alpha, seed, margin);
    }
}
