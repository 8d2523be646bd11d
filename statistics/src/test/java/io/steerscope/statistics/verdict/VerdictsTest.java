package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.MinimumDetectableEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class VerdictsTest {

    private static final VerdictSettings SETTINGS = VerdictSettings.defaults();

    /** The published run's mean and standard deviation: no effect that the run was large enough to find. */
    @Test
    void thePublishedRunDoesNotWork() {
        // given
        Map<String, PlannedGroup> family = Map.of("overall", group(1200, -0.00014, 0.0328, 1200));

        // when
        Verdict verdict = Verdicts.atCompletion(family, SETTINGS).get("overall");

        // then
        assertThat(verdict).isInstanceOf(Verdict.DoesNot.class);
        assertThat(verdict.outcome()).isEqualTo("does not");
        assertThat(verdict.evidence().pWorks()).isEqualTo(0.559, within(0.0005));
        assertThat(verdict.evidence().smallestEffect()).isEqualTo(0.002356, within(5e-7));
        assertThat(verdict.words()).isEqualTo("does not: mean margin below 0.0024 (p 0.0043, 1200 items)");
        assertThat(verdict.rule().words())
                .isEqualTo(
                        "Works: the p-value of the one-sided one-sample t-test at the final n against a mean of at most"
                                + " 0, Holm-adjusted over 1 group, is at most 0.05. Does not: the same against a mean of at least"
                                + " the smallest effect that the planned items find with 80 % power.");
    }

    @Test
    void thePublishedRunWouldHaveStayedUndecidedWhileWatched() {
        // given
        Map<String, PlannedGroup> family = Map.of("overall", group(1200, -0.00014, 0.0328, 1200));

        // when
        Verdict verdict = Verdicts.whileRunning(family, SETTINGS).get("overall");

        // then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Undecided.class, undecided -> assertThat(undecided.pending())
                .isEqualTo(new Pending.BeyondPlan()));
        assertThat(verdict.evidence().pWorks()).isEqualTo(1.0);
        assertThat(verdict.evidence().pDoesNot()).isEqualTo(0.0715, within(0.0005));
    }

    @Test
    void aMissingProofIsNotAProofOfTheContrary() {
        // given
        Map<String, PlannedGroup> family = Map.of("colour|0.8", group(50, 0.007, 0.033, 50));

        // when
        Verdict verdict = Verdicts.atCompletion(family, SETTINGS).get("colour|0.8");

        // then
        assertThat(verdict.evidence().pWorks()).isGreaterThan(0.05);
        assertThat(verdict.evidence().pDoesNot()).isGreaterThan(0.05);
        assertThat(verdict.words()).isEqualTo("undecided: no evidence of an effect, but a useful one is not excluded");
    }

    @Test
    void aRealButUselessEffectWorksByLessThanTheSmallestEffect() {
        // given
        VerdictSettings settings = new VerdictSettings(0.95, new SmallestEffect.Margin(0.02));

        // when
        Verdict verdict = Verdicts.atCompletion(Map.of("size", group(1200, 0.004, 0.03, 1200)), settings)
                .get("size");

        // then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Works.class, works -> assertThat(works.belowSmallestEffect())
                .isTrue());
        assertThat(verdict.words()).endsWith("by less than the smallest effect of interest");
        assertThat(verdict.evidence().smallestEffect()).isEqualTo(0.02, within(1e-12));
    }

    @Test
    void theWholeFamilyCountsAlsoGroupsWithoutValues() {
        // given
        PlannedGroup borderline = group(50, 0.01, 0.033, 50);
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        family.put("alone", borderline);
        double alone =
                Verdicts.atCompletion(family, SETTINGS).get("alone").evidence().pWorks();

        // when
        family.put("empty", new PlannedGroup(ExactMoments.EMPTY, 50));
        family.put("constant", new PlannedGroup(ExactMoments.of(0.1, 0.1), 50));
        Map<String, Verdict> verdicts = Verdicts.atCompletion(family, SETTINGS);

        // then
        assertThat(verdicts.keySet()).containsExactly("alone", "empty", "constant");
        assertThat(verdicts.get("alone").evidence().pWorks()).isEqualTo(3 * alone, within(1e-15));
        assertThat(verdicts.get("empty").words())
                .isEqualTo("undecided: fewer than two items, or items that do not vary");
        assertThat(verdicts.get("empty").toMap()).doesNotContainKeys("mean", "sd", "smallest_effect");
        assertThat(verdicts.get("constant").evidence().pWorks()).isEqualTo(1.0);
        assertThat(verdicts.get("alone").rule().family()).containsExactly("alone", "empty", "constant");
    }

    @Test
    void whileRunningTheItemsThatWouldDecideAreExactlyEnough() {
        // given
        double mean = 0.012;
        double sd = 0.033;
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        family.put("open", group(60, mean, sd, 400));
        family.put("decided", group(60, 0.05, sd, 400));
        family.put("too few items", group(12, 0.05, sd, 400));

        // when
        Map<String, Verdict> verdicts = Verdicts.whileRunning(family, SETTINGS);

        // then
        assertThat(verdicts.get("decided")).isInstanceOf(Verdict.Works.class);
        assertThat(verdicts.get("too few items").words()).isEqualTo("undecided: too few items, needs 19 more items");
        assertThat(verdicts.get("too few items").evidence().pWorks()).isEqualTo(1.0);
        Pending pending = ((Verdict.Undecided) verdicts.get("open")).pending();
        assertThat(pending).isInstanceOf(Pending.MoreItems.class);
        long more = ((Pending.MoreItems) pending).moreItems();
        assertThat(((Pending.MoreItems) pending).works()).isTrue();
        assertThat(verdicts.get("open").toMap()).containsEntry("more_items", more);
        long n = 60 + more;
        family.put("open", group(n, mean, sd, 400));
        assertThat(Verdicts.whileRunning(family, SETTINGS).get("open").outcome())
                .isEqualTo("works");
        family.put("open", group(n - 1, mean, sd, 400));
        assertThat(Verdicts.whileRunning(family, SETTINGS).get("open").words())
                .isEqualTo("undecided: 1 more item would decide it (works) at the present mean and standard deviation");
    }

    @Test
    void whileRunningAGroupMayTurnOutNotToWork() {
        // given
        Map<String, PlannedGroup> family = Map.of("control", group(200, -0.01, 0.033, 400));

        // then
        assertThat(Verdicts.whileRunning(family, SETTINGS).get("control")).isInstanceOf(Verdict.DoesNot.class);
        Verdict early = Verdicts.whileRunning(Map.of("control", group(40, -0.01, 0.033, 400)), SETTINGS)
                .get("control");
        assertThat(((Verdict.Undecided) early).pending())
                .isInstanceOfSatisfying(Pending.MoreItems.class, more -> assertThat(more.works())
                        .isFalse());
    }

    @Test
    void whatThePlanCannotDecideIsSaid() {
        // given
        PlannedGroup faint = group(100, 0.003, 0.033, 400);
        PlannedGroup small = group(10, 0.05, 0.033, 12);

        // then
        assertThat(Verdicts.whileRunning(Map.of("faint", faint), SETTINGS)
                        .get("faint")
                        .words())
                .isEqualTo("undecided: not to be decided within the planned items at the present mean and standard"
                        + " deviation");
        assertThat(((Verdict.Undecided) Verdicts.whileRunning(Map.of("small", small), SETTINGS)
                                .get("small"))
                        .pending())
                .isEqualTo(new Pending.BeyondPlan());
    }

    @Test
    void theSmallestEffectIsThatOfTheFirstHolmStep() {
        // given
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        for (int i = 0; i < 24; i++) {
            family.put("cell-" + i, group(50, 0.0, 0.033, 50));
        }

        // when
        Evidence evidence =
                Verdicts.atCompletion(family, SETTINGS).get("cell-3").evidence();

        // then
        assertThat(evidence.smallestEffect())
                .isEqualTo(0.033 * MinimumDetectableEffect.cohensD(50, 0.05 / 24, 0.8), within(1e-9));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> new SmallestEffect.Margin(0.0)).hasMessage("Smallest effect 0.0 is not inside (0, 2]");
        assertThatThrownBy(() -> new SmallestEffect.Detectable(1.0)).hasMessage("Power 1.0 is not inside (0.5, 1)");
        assertThatThrownBy(() -> new VerdictSettings(1.0, new SmallestEffect.Detectable(0.8)))
                .hasMessageContaining("Confidence level");
        assertThatThrownBy(() -> new PlannedGroup(ExactMoments.EMPTY, 1))
                .hasMessage("A verdict needs two planned values, not 1");
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
