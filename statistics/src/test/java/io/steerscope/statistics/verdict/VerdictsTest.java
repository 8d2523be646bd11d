package io.steerscope.statistics.verdict;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class VerdictsTest {

    private static final VerdictSettings SETTINGS = VerdictSettings.defaults();

    private static final VerdictSettings AGAINST_TWO_PERCENT =
            VerdictSettings.defaults().withSmallestEffect(new SmallestEffect.Margin(0.02));

    /** The published run's mean and standard deviation. */
    @Test
    void withoutASmallestEffectNothingIsSaidToNotWorkButWhatIsExcludedIsSaid() {
        // given
        Map<String, PlannedGroup> family = Map.of("overall", group(1200, -0.00014, 0.0328, 1200));

        // when
        Verdict verdict = verdict(Verdicts.atCompletion(family, SETTINGS), "overall");

        // then
        assertThat(verdict.outcome()).isEqualTo("undecided");
        assertThat(verdict.evidence().pWorks()).isEqualTo(0.559, within(0.0005));
        assertThat(verdict.evidence().pDoesNot()).isNull();
        assertThat(verdict.words())
                .isEqualTo(
                        "undecided: no effect above 0 is shown in the family; effects above 0.0014 excluded (one-sided, level 0.95)");
        assertThat(verdict.toMap()).doesNotContainKeys("p_does_not_holm", "smallest_effect");
        assertThat(verdict.rule().words())
                .startsWith(
                        "Works: the p-value at the final n of the one-sided t-test that allows for skewness (Hall 1992; ")
                .endsWith("the effect above which everything is excluded, at level 1 - 0.05/1.");
    }

    @Test
    void anEffectThatWasChosenBeforeTheRunCanBeRejected() {
        // given
        Map<String, PlannedGroup> family = Map.of("overall", group(1200, -0.00014, 0.0328, 1200));

        // when
        Verdict verdict = verdict(Verdicts.atCompletion(family, AGAINST_TWO_PERCENT), "overall");

        // then
        assertThat(verdict).isInstanceOf(Verdict.DoesNot.class);
        assertThat(verdict.words())
                .startsWith("does not: mean margin below 0.0200, the smallest effect of interest (Holm-adjusted p ")
                .endsWith("1200 items)");
        assertThat(verdict.toMap()).containsEntry("smallest_effect", 0.02).containsKey("p_does_not_holm");
    }

    @Test
    void aMeanBelowZeroIsSaidToBeSo() {
        // given
        Map<String, PlannedGroup> family = Map.of("control", group(200, -0.01, 0.033, 200));

        // when
        Verdict verdict = verdict(Verdicts.atCompletion(family, SETTINGS), "control");

        // then
        assertThat(verdict.evidence().excludedAbove()).isNegative();
        assertThat(verdict.words()).endsWith("so the mean is below 0");
    }

    @Test
    void aMissingProofIsNotAProofOfTheContrary() {
        // given
        Map<String, PlannedGroup> family = Map.of("colour|0.8", group(50, 0.007, 0.033, 50));
        VerdictSettings settings = SETTINGS.withSmallestEffect(new SmallestEffect.Margin(0.008));

        // when
        Verdict verdict = verdict(Verdicts.atCompletion(family, settings), "colour|0.8");

        // then
        assertThat(verdict.outcome()).isEqualTo("undecided");
        assertThat(verdict.evidence().pWorks()).isGreaterThan(0.05);
        assertThat(verdict.evidence().pDoesNot()).isGreaterThan(0.05);
    }

    @Test
    void aRealButUselessEffectWorksByLessThanTheSmallestEffect() {
        // when
        Verdict verdict = verdict(
                Verdicts.atCompletion(Map.of("size", group(1200, 0.004, 0.03, 1200)), AGAINST_TWO_PERCENT), "size");

        // then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Works.class, works -> assertThat(works.belowSmallestEffect())
                .isTrue());
        assertThat(verdict.words()).endsWith("by less than the smallest effect of interest");
        assertThat(verdict.evidence().smallestEffect()).isEqualTo(0.02, within(1e-12));
    }

    @Test
    void theBoundBesideAVerdictIsAboveZeroExactlyWhereItWorks() {
        // given
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        for (int i = 0; i < 24; i++) {
            family.put("cell-" + i, group(20, 0.002 * i, 0.033, 20));
        }

        for (Map<String, Verdict> verdicts :
                List.of(Verdicts.atCompletion(family, SETTINGS), Verdicts.whileRunning(family, SETTINGS))) {
            // then
            assertThat(verdicts.values()).extracting(Verdict::outcome).contains("works", "undecided");
            assertThat(verdicts.values())
                    .allSatisfy(verdict -> assertThat(verdict.evidence().lowerBound() > 0.0)
                            .isEqualTo(verdict instanceof Verdict.Works));
        }
    }

    @Test
    void theWholeFamilyCountsAlsoGroupsWithoutValues() {
        // given
        PlannedGroup borderline = group(50, 0.01, 0.033, 50);
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        family.put("alone", borderline);
        double alone = verdict(Verdicts.atCompletion(family, SETTINGS), "alone")
                .evidence()
                .pWorks();

        // when
        family.put("empty", new PlannedGroup(ExactMoments.EMPTY, 50));
        family.put("constant", new PlannedGroup(ExactMoments.of(0.1, 0.1), 50));
        Map<String, Verdict> verdicts = Verdicts.atCompletion(family, SETTINGS);

        // then
        assertThat(verdicts.keySet()).containsExactly("alone", "empty", "constant");
        assertThat(verdict(verdicts, "alone").evidence().pWorks()).isEqualTo(3 * alone, within(1e-15));
        assertThat(verdict(verdicts, "empty").words())
                .isEqualTo("undecided: fewer than two items, or equal ones, which the sign test does not decide");
        assertThat(verdict(verdicts, "empty").toMap())
                .doesNotContainKeys("mean", "sd", "lower_bound", "excluded_above");
        assertThat(verdict(verdicts, "alone").rule().family()).containsExactly("alone", "empty", "constant");
    }

    @Test
    void equalItemsAboveZeroAreDecidedByTheSignTestWhereThereAreEnough() {
        // given
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        family.put("enough", constant(0.1, 7));
        family.put("too few", constant(0.1, 3));
        family.put("below", constant(-0.1, 7));
        family.put("ties", constant(0.0, 7));

        // when
        Map<String, Verdict> verdicts = Verdicts.atCompletion(family, AGAINST_TWO_PERCENT);

        // then
        assertThat(verdict(verdicts, "enough").outcome()).isEqualTo("works");
        assertThat(verdict(verdicts, "enough").evidence().pWorks()).isEqualTo(4 * Math.pow(0.5, 7), within(1e-15));
        assertThat(verdict(verdicts, "too few").outcome()).isEqualTo("undecided");
        assertThat(verdict(verdicts, "below").outcome()).isEqualTo("does not");
        assertThat(verdict(verdicts, "ties").outcome()).isEqualTo("does not");
        assertThat(verdict(Verdicts.whileRunning(family, SETTINGS), "enough").outcome())
                .isEqualTo("undecided");
    }

    @Test
    void aThresholdInStandardDeviationsAllowsForTheErrorOfTheStandardDeviation() {
        // given
        PlannedGroup group = group(50, 0.0, 0.033, 50);
        VerdictSettings settings = SETTINGS.withSmallestEffect(new SmallestEffect.StandardDeviations(0.5));

        // when
        Evidence evidence = verdict(Verdicts.atCompletion(Map.of("cell", group), settings), "cell")
                .evidence();

        // then: values at two points have an excess kurtosis of -2, so their standard deviation has no error
        assertThat(evidence.smallestEffect()).isEqualTo(0.5 * 0.033, within(1e-9));
        assertThat(evidence.pDoesNot()).isEqualTo(StudentT.upperTail(0.5 * Math.sqrt(50), 49), within(1e-9));
        assertThat(new PlannedGroup(ExactMoments.of(-0.02, -0.01, 0.0, 0.0, 0.01, 0.02), 6).spread(0.5))
                .isEqualTo(Math.sqrt(1.0 + 0.25 * 0.25 * (2.0 + 2.04 - 3.0)), within(1e-9));
    }

    @Test
    void aThresholdInStandardDeviationsIsNeverTakenForMoreCertainThanOneThatIsKnown() {
        // given: by their skewness and kurtosis the variance would be below 0
        ExactMoments fewLargeGains = ExactMoments.of(0.0, 0.01, 0.0, 0.01, 0.1);

        // then
        assertThat(new PlannedGroup(fewLargeGains, 5).spread(1.0)).isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {49, 50})
    void aVerdictOnFewItemsSaysThatStrongSkewnessWouldUndoIt(int n) {
        // given
        Map<String, PlannedGroup> family = Map.of("cell", group(n, 0.1, 0.033, 200));
        String reservation = "unless items are strongly skewed";

        // when
        String atCompletion =
                verdict(Verdicts.atCompletion(family, SETTINGS), "cell").words();
        String whileRunning =
                verdict(Verdicts.whileRunning(family, SETTINGS), "cell").words();

        // then
        assertThat(atCompletion).startsWith("works").matches(words -> words.contains(reservation) == n < 50);
        assertThat(whileRunning).startsWith("works").matches(words -> words.contains(reservation) == n < 50);
    }

    @Test
    void itemsThatAreSkewedToTheLeftNeedStrongerEvidence() {
        // given
        ExactMoments left = ExactMoments.of(0.03, 0.03, 0.02, 0.03, 0.02, 0.03, 0.03, 0.02, 0.03, -0.03);
        ExactMoments right = ExactMoments.of(0.01, 0.01, 0.02, 0.01, 0.02, 0.01, 0.01, 0.02, 0.01, 0.07);

        // then
        assertThat(p(left)).isGreaterThan(3 * TTest.of(left, 0.95).orElseThrow().pGreater());
        Verdict tooSkewed =
                verdict(Verdicts.atCompletion(Map.of("cell", new PlannedGroup(left, 10)), SETTINGS), "cell");
        assertThat(tooSkewed.words())
                .startsWith("undecided: the mean is above 0 by the plain t-test, but so few items, this skewed");
        assertThat(p(right)).isEqualTo(TTest.of(right, 0.95).orElseThrow().pGreater(), within(1e-12));
    }

    @Test
    void smallPlansAreWatchedByTheSequenceForTAndLargeOnesByTheAsymptoticOne() {
        // given
        Map<String, PlannedGroup> small = Map.of("cell", group(12, 0.1, 0.033, 60));
        Map<String, PlannedGroup> large = Map.of("cell", group(12, 0.1, 0.033, 101));

        // then
        Verdict early = verdict(Verdicts.whileRunning(small, SETTINGS), "cell");
        assertThat(early.outcome()).isEqualTo("works");
        assertThat(early.rule().toMap()).containsEntry("method", "t_sequence");
        Verdict waiting = verdict(Verdicts.whileRunning(large, SETTINGS), "cell");
        assertThat(waiting.words()).isEqualTo("undecided: too few items, needs 19 more items");
        assertThat(waiting.rule().toMap()).containsEntry("method", "confidence_sequence");
    }

    @ParameterizedTest
    @ValueSource(longs = {90, 400})
    void whileRunningTheItemsThatWouldDecideAreExactlyEnough(long planned) {
        // given
        double mean = 0.014;
        double sd = 0.033;
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        family.put("open", group(32, mean, sd, planned));
        family.put("decided", group(60, 0.05, sd, planned));

        // when
        Map<String, Verdict> verdicts = Verdicts.whileRunning(family, SETTINGS);

        // then
        assertThat(verdict(verdicts, "decided")).isInstanceOf(Verdict.Works.class);
        Pending pending = ((Verdict.Undecided) verdict(verdicts, "open")).pending();
        assertThat(pending).isInstanceOf(Pending.MoreItems.class);
        long more = ((Pending.MoreItems) pending).moreItems();
        assertThat(((Pending.MoreItems) pending).works()).isTrue();
        assertThat(verdict(verdicts, "open").toMap()).containsEntry("more_items", more);
        long n = 32 + more;
        family.put("open", group(n, mean, sd, planned));
        assertThat(verdict(Verdicts.whileRunning(family, SETTINGS), "open").outcome())
                .isEqualTo("works");
        family.put("open", group(n - 1, mean, sd, planned));
        assertThat(verdict(Verdicts.whileRunning(family, SETTINGS), "open").words())
                .startsWith(
                        "undecided: 1 more item would decide it (works) at the present mean and standard deviation");
    }

    @Test
    void whileRunningAGroupMayTurnOutNotToWork() {
        // given
        Map<String, PlannedGroup> family = Map.of("control", group(200, -0.01, 0.033, 400));

        // then
        assertThat(Verdicts.whileRunning(family, AGAINST_TWO_PERCENT).get("control"))
                .isInstanceOf(Verdict.DoesNot.class);
        Verdict early = verdict(
                Verdicts.whileRunning(Map.of("control", group(31, 0.005, 0.033, 400)), AGAINST_TWO_PERCENT), "control");
        assertThat(((Verdict.Undecided) early).pending())
                .isInstanceOfSatisfying(Pending.MoreItems.class, more -> assertThat(more.works())
                        .isFalse());
    }

    @Test
    void whatThePlanCannotDecideIsSaid() {
        // given
        PlannedGroup faint = group(100, 0.003, 0.033, 400);

        // then
        assertThat(verdict(Verdicts.whileRunning(Map.of("faint", faint), SETTINGS), "faint")
                        .words())
                .startsWith("undecided: not to be decided within the planned items at the present mean and standard"
                        + " deviation");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new SmallestEffect.Margin(0.0)).hasMessage("Smallest effect 0.0 is not above 0");
        assertThatThrownBy(() -> new SmallestEffect.StandardDeviations(Double.POSITIVE_INFINITY))
                .hasMessage("Smallest effect of Infinity sd is not above 0");
        assertThatThrownBy(() -> new VerdictSettings(1.0, new SmallestEffect.None(), Claim.WORKS))
                .hasMessageContaining("Confidence level");
        assertThatThrownBy(() -> new PlannedGroup(ExactMoments.EMPTY, 1))
                .hasMessage("A verdict needs two planned values, not 1");
    }

    private static double p(ExactMoments moments) {
        return verdict(Verdicts.atCompletion(Map.of("cell", new PlannedGroup(moments, 10)), SETTINGS), "cell")
                .evidence()
                .pWorks();
    }

    private static Verdict verdict(Map<String, Verdict> verdicts, String name) {
        return Objects.requireNonNull(verdicts.get(name));
    }

    private static PlannedGroup constant(double value, int n) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return new PlannedGroup(ExactMoments.of(values), n);
    }

    /** A group of the given n (an odd one has a middle value at the mean), mean and sample standard deviation. */
    private static PlannedGroup group(long n, double mean, double sd, long plannedN) {
        long pairs = n / 2;
        double deviation = sd * Math.sqrt((n - 1.0) / (2.0 * pairs));
        ExactMoments moments = n % 2 == 1 ? ExactMoments.of(mean) : ExactMoments.EMPTY;
        for (int i = 0; i < pairs; i++) {
            moments = moments.add(mean - deviation).add(mean + deviation);
        }
        return new PlannedGroup(moments, plannedN);
    }
}
