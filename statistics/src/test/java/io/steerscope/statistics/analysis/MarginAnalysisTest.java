package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MarginAnalysisTest {

    private static final AnalysisOptions OPTIONS = AnalysisOptions.defaults().withBootstrapResamples(500);

    @Test
    void theOrderOfObservationsAndTheNumberOfThreadsDoNotMatter() {
        // given
        List<MarginObservation> observations = new ArrayList<>(GoldenMargins.observations());
        MarginAnalysis expected = MarginAnalysis.analyse(observations, OPTIONS);

        // when
        Collections.shuffle(observations, new Random(5));
        ForkJoinPool one = new ForkJoinPool(1);
        MarginAnalysis shuffled =
                one.submit(() -> MarginAnalysis.analyse(observations, OPTIONS)).join();
        one.shutdown();

        // then
        assertThat(shuffled).isEqualTo(expected);
        assertThat(shuffled.toMap()).hasToString(expected.toMap().toString());
    }

    @Test
    void aRepeatedObservationCountsOnce() {
        // given
        List<MarginObservation> once = twoPairs();
        List<MarginObservation> twice = new ArrayList<>(once);
        twice.addAll(once);

        // then
        assertThat(MarginAnalysis.analyse(twice, OPTIONS)).isEqualTo(MarginAnalysis.analyse(once, OPTIONS));
    }

    @Test
    void aNegativeZeroAlphaIsZero() {
        // given
        List<MarginObservation> observations = List.of(
                new MarginObservation("p1", "colour", 0.0, 0, 0.1),
                new MarginObservation("p1", "colour", -0.0, 0, 0.1),
                new MarginObservation("p1", "colour", -0.0, 1, 0.3));

        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(observations, OPTIONS);

        // then
        assertThat(analysis.byAlpha()).containsOnlyKeys(0.0);
        assertThat(analysis.overall().mean()).isEqualTo(0.2);
    }

    @Test
    void contradictingObservationsAreNamed() {
        // given
        List<MarginObservation> observations = new ArrayList<>(twoPairs());
        observations.add(new MarginObservation("p1", "colour", 0.5, 1, 0.9));

        // then
        assertThatThrownBy(() -> MarginAnalysis.analyse(observations, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Pair p1, alpha 0.5, seed 1 has two margins: 0.2 and 0.9");
    }

    @Test
    void aPairInTwoCategoriesIsNamed() {
        // given
        List<MarginObservation> sameItem = new ArrayList<>(twoPairs());
        sameItem.add(new MarginObservation("p1", "size", 0.5, 2, 0.9));
        List<MarginObservation> otherItem = new ArrayList<>(twoPairs());
        otherItem.add(new MarginObservation("p1", "size", 0.8, 2, 0.9));

        // then
        assertThatThrownBy(() -> MarginAnalysis.analyse(sameItem, OPTIONS))
                .hasMessageStartingWith("Pair p1 is in two categories: ")
                .hasMessageContainingAll("colour", "size");
        assertThatThrownBy(() -> MarginAnalysis.analyse(otherItem, OPTIONS))
                .hasMessageStartingWith("Pair p1 is in two categories: ");
    }

    @Test
    void itemsThatMissASeedCountNowhere() {
        // given
        List<MarginObservation> observations = new ArrayList<>(twoPairs());
        observations.add(new MarginObservation("p3", "size", 0.5, 0, 0.4));

        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(observations, OPTIONS);

        // then
        assertThat(analysis.unit())
                .isEqualTo("(pair, alpha): mean over its 2 seeds; only items with all 2 seeds count");
        assertThat(analysis.incompleteItems()).isEqualTo(1);
        assertThat(analysis.overall().n()).isEqualTo(2);
        assertThat(analysis.byCategory().get("size").n()).isZero();
        assertThat(analysis.byCategory().get("size").toMap()).isEqualTo(Map.of("n", 0L, "successes", 0L, "ties", 0L));
        assertThat(analysis.holmByCategory()).containsOnlyKeys("colour");
    }

    @Test
    void expectedSeedsDecideWhatIsComplete() {
        // when
        MarginAnalysis three = MarginAnalysis.analyse(twoPairs(), OPTIONS.withExpectedSeeds(Set.of(0L, 1L, 2L)));

        // then
        assertThat(three.incompleteItems()).isEqualTo(2);
        assertThat(three.overall().n()).isZero();
        assertThatThrownBy(() -> MarginAnalysis.analyse(twoPairs(), OPTIONS.withExpectedSeeds(Set.of(0L, 7L))))
                .hasMessage("Seeds [1] were observed but are not among the expected [0, 7]");
    }

    @Test
    void listedSeedsLeaveOutTheOthersAndCountItemsWithoutAny() {
        // given
        List<MarginObservation> observations = new ArrayList<>(twoPairs());
        observations.add(new MarginObservation("p3", "size", 0.5, 9, 0.4));

        // when
        ObservedItems observed = ObservedItems.of(observations, new SeedRule.Listed(new TreeSet<>(Set.of(0L, 1L))));

        // then
        MarginAnalysis listed = MarginAnalysis.ofItems(observed.items(), observed.seeds(), OPTIONS);
        assertThat(listed.incompleteItems()).isEqualTo(1);
        assertThat(listed.overall())
                .isEqualTo(MarginAnalysis.analyse(twoPairs(), OPTIONS).overall());
    }

    @Test
    void underItsOwnSeedsEveryItemWeighsAsMuch() {
        // given
        List<MarginObservation> observations = List.of(
                new MarginObservation("p1", "c", 0.5, 0, 0.25),
                new MarginObservation("p1", "c", 0.5, 1, 0.75),
                new MarginObservation("p2", "c", 0.5, 7, 1.0));

        // when
        ObservedItems observed = ObservedItems.of(observations, new SeedRule.Own());

        // then
        MarginAnalysis own = MarginAnalysis.ofItems(observed.items(), observed.seeds(), OPTIONS);
        assertThat(own.incompleteItems()).isZero();
        assertThat(own.overall().n()).isEqualTo(2);
        assertThat(own.overall().mean()).isEqualTo(0.75);
    }

    @Test
    void nothingObservedIsAnEmptyAnalysis() {
        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(List.of(), OPTIONS);

        // then
        assertThat(analysis.overall().toMap()).isEqualTo(Map.of("n", 0L, "successes", 0L, "ties", 0L));
        assertThat(analysis.byAlpha()).isEmpty();
        assertThat(analysis.alphaPaired()).isEmpty();
    }

    @Test
    void degenerateGroupsHaveNoFigureThatIsNotANumber() throws Exception {
        // given
        List<MarginObservation> observations = List.of(
                new MarginObservation("p1", "single", 0.5, 0, 0.25),
                new MarginObservation("p2", "constant", 0.5, 0, 0.25),
                new MarginObservation("p3", "constant", 0.5, 0, 0.25),
                new MarginObservation("p4", "zero", 0.5, 0, 0.0),
                new MarginObservation("p5", "zero", 0.5, 0, 0.0),
                new MarginObservation("p6", "two", 0.5, 0, 1e-18),
                new MarginObservation("p7", "two", 0.5, 0, -2.0));

        // when
        MarginAnalysis analysis = MarginAnalysis.analyse(observations, OPTIONS);
        String json = new ObjectMapper().writeValueAsString(analysis.toMap());

        // then
        assertThat(json).doesNotContain("NaN", "Infinity", "null");
        assertThat(analysis.byCategory().get("single").toMap())
                .containsEntry("mean", 0.25)
                .containsEntry("sign_test_p_greater", 0.5)
                .doesNotContainKeys("sd", "t", "p_greater", "bca_acceleration", "anytime_p_greater");
        assertThat(analysis.byCategory().get("constant").toMap())
                .containsEntry("sd", 0.0)
                .doesNotContainKeys("t", "ci95_t", "bootstrap95_bca", "asymp_cs95_lower");
        assertThat(analysis.byCategory().get("zero").toMap())
                .containsEntry("successes", 0L)
                .doesNotContainKeys("wilcoxon_p_greater_normal_approx", "sign_test_p_greater");
        assertThat(analysis.byCategory().get("two").toMap()).containsKeys("t", "bootstrap95_bca", "asymp_cs95_lower");
    }

    @Test
    void itemsGiveTheSameAnalysisAsTheirObservations() {
        // given
        List<MarginItem> items = List.of(
                new MarginItem(
                        "p2", "colour", 0.5, ItemAccumulator.EMPTY.add(-0.05).add(0.15)),
                new MarginItem(
                        "p1", "colour", 0.5, ItemAccumulator.EMPTY.add(0.2).add(0.1)));

        // then
        assertThat(MarginAnalysis.ofItems(items, 2, OPTIONS)).isEqualTo(MarginAnalysis.analyse(twoPairs(), OPTIONS));
        assertThatThrownBy(() -> MarginAnalysis.ofItems(items, 1, OPTIONS))
                .hasMessageEndingWith("alpha 0.5 has 2 margins for 1 seeds");
        assertThatThrownBy(() -> MarginAnalysis.ofItems(List.of(items.get(0), items.get(0)), 2, OPTIONS))
                .hasMessage("Pair p2, alpha 0.5 occurs twice");
    }

    @Test
    void aRunningSummaryOfFewItemsIsBurningIn() {
        // given
        ExactMoments moments = ExactMoments.of(0.1, 0.2, -0.1);

        // when
        RunningSummary summary = RunningSummary.of(moments, 1200, 0.9);

        // then
        assertThat(summary.burnIn()).isTrue();
        assertThat(summary.toMap())
                .containsEntry("planned_n", 1200L)
                .containsKeys("wilson90", "ci90_t", "asymp_cs90_two_sided", "anytime_p_greater");
        assertThat(RunningSummary.of(ExactMoments.EMPTY.remove(0.1), 10, 0.95).toMap())
                .isEqualTo(Map.of(
                        "n",
                        0L,
                        "planned_n",
                        10L,
                        "successes",
                        0L,
                        "ties",
                        0L,
                        "primary_sequence",
                        "t_sequence",
                        "burn_in",
                        true));
    }

    @Test
    void impossibleObservationsAreNamed() {
        assertThatThrownBy(() -> new MarginObservation("p1", "c", 0.5, 3, 2.5))
                .hasMessage("Margin of pair p1, alpha 0.5, seed 3 is 2.5; it must lie in [-2, 2]");
        assertThatThrownBy(() -> new MarginObservation("p1", "c", Double.NaN, 3, 0.5))
                .hasMessage("Alpha of pair p1, seed 3 is NaN");
    }

    private static List<MarginObservation> twoPairs() {
        return List.of(
                new MarginObservation("p1", "colour", 0.5, 0, 0.1),
                new MarginObservation("p1", "colour", 0.5, 1, 0.2),
                new MarginObservation("p2", "colour", 0.5, 0, -0.05),
                new MarginObservation("p2", "colour", 0.5, 1, 0.15));
    }
}
