package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentLooksTest {

    private static final Experiment DESIGN = StoppedScores.design();
    private static final List<MarginScore> SCORES = StoppedScores.scores(DESIGN, ToyExperiment.SCORER);

    private final AtomicLong nanos = new AtomicLong();
    private final TopologyFixture topology = new TopologyFixture().design(DESIGN);
    private final Set<CellKey> decided = new HashSet<>();
    private final ExperimentLooks looks = new ExperimentLooks(DESIGN, nanos::get);

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void everyCellIsDecidedByTheItemsThatSuffice() {
        // given
        topology.scoreAll(SCORES);

        // when
        Map<CellKey, Decision> decisions = look();

        // then
        assertThat(decisions).hasSize(4);
        decisions.forEach((cell, decision) -> {
            assertThat(decision.getOutcome())
                    .isEqualTo(cell.category().equals(StoppedScores.COLOUR) ? "works" : "does not");
            assertThat(decision.getItems()).isBetween(3, StoppedScores.PAIRS - 1);
            assertThat(decision.getPlace()).isEqualTo(decision.getItems() - 1);
            assertThat(decision.getPassedOver()).isZero();
            assertThat(decision.getScorers()).containsExactly(ToyExperiment.SCORER);
            assertThat(decision.getCategoryCells()).isEqualTo(2);
            assertThat(decision.getDesignSha256()).isEqualTo(DESIGN.getDesignSha256());
        });
    }

    @Test
    void whatIsDecidedIsNotLookedAtAgain() {
        // given
        topology.scoreAll(SCORES);
        decided.addAll(look().keySet());

        // then
        assertThat(look()).isEmpty();
    }

    @Test
    void neitherTheOrderOfScoresNorHowOftenSomebodyLooksChangesADecision() {
        // given
        topology.scoreAll(SCORES);
        Map<CellKey, Decision> expected = look();

        for (int seed = 0; seed < 10; seed++) {
            // when
            Random random = new Random(seed);
            List<MarginScore> shuffled = new ArrayList<>(SCORES);
            Collections.shuffle(shuffled, random);
            Map<CellKey, Decision> found = new TreeMap<>();
            ExperimentLooks own = new ExperimentLooks(DESIGN, nanos::get);
            try (TopologyFixture other = new TopologyFixture().design(DESIGN)) {
                for (MarginScore score : shuffled) {
                    other.score(score);
                    if (random.nextInt(10) == 0) {
                        own.look(other, found::containsKey).forEach(decision -> found.put(cell(decision), decision));
                    }
                }
                own.look(other, found::containsKey).forEach(decision -> found.put(cell(decision), decision));
            }

            // then
            assertThat(found).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void anOpenItemHoldsTheLookBack() {
        // given all but one score of the item of place 1
        MarginScore missing = StoppedScores.score(1, 0, 0.5, 2, ToyExperiment.SCORER);
        topology.scoreAll(SCORES).retract(missing);

        // then
        assertThat(look().keySet())
                .noneMatch(cell -> cell.category().equals(StoppedScores.COLOUR) && cell.alpha() == 0.5);

        // when
        topology.score(missing);

        // then
        assertThat(look().keySet())
                .anyMatch(cell -> cell.category().equals(StoppedScores.COLOUR) && cell.alpha() == 0.5);
    }

    @Test
    void anItemIsPassedOverThatHasFailedOrIsWithoutContrast() {
        // given place 0 lacks one image, place 1 one score, and the scorer cannot tell the prompts of place 2 apart
        MarginScore first = StoppedScores.score(0, 0, 0.5, 0, ToyExperiment.SCORER);
        MarginScore second = StoppedScores.score(1, 0, 0.5, 1, ToyExperiment.SCORER);
        topology.scoreAll(SCORES)
                .retract(first)
                .fail(StoppedScores.failure(first, false))
                .retract(second)
                .fail(StoppedScores.failure(second, true));
        for (long seed : ToyExperiment.SEEDS) {
            topology.score(Edited.with(
                    StoppedScores.score(2, 0, 0.5, seed, ToyExperiment.SCORER),
                    "tokens",
                    new PromptTokens(true, 0, 0)));
        }

        // when
        Decision decision = look().get(cell(StoppedScores.COLOUR, 0.5));

        // then
        assertThat(decision.getPassedOver()).isEqualTo(3);
        assertThat(decision.getPlace()).isEqualTo(decision.getItems() + 2);
    }

    @Test
    void anItemOfWhichAllImagesFailedIsFoundByThePlaceOfItsFailures() {
        // given
        topology.scoreAll(SCORES);
        for (long seed : ToyExperiment.SEEDS) {
            MarginScore score = StoppedScores.score(0, 0, 0.5, seed, ToyExperiment.SCORER);
            topology.retract(score).fail(StoppedScores.failure(score, false));
        }

        // then
        assertThat(look().get(cell(StoppedScores.COLOUR, 0.5)).getPassedOver()).isEqualTo(1);
    }

    @Test
    void aFailureOfOneScorerPassesOverNothingOfAnother() {
        // given
        topology.scoreAll(SCORES);
        topology.fail(StoppedScores.failure(StoppedScores.score(0, 0, 0.5, 0, "clip-d"), true));

        // then
        assertThat(look().get(cell(StoppedScores.COLOUR, 0.5)).getPassedOver()).isZero();
    }

    @Test
    void aFailureThatWasScoredAfterAllPassesOverNothing() {
        // given
        topology.fail(StoppedScores.failure(SCORES.get(0), false)).scoreAll(SCORES);

        // then
        assertThat(look().get(cell(StoppedScores.COLOUR, 0.5)).getPassedOver()).isZero();
    }

    @Test
    void everyScorerDecidesByItself() {
        // given
        Experiment design = StoppedScores.design(StoppedScores.PAIRS, "clip-c", "clip-d");
        topology.design(design).scoreAll(SCORES);

        // when
        List<Decision> decisions = new ExperimentLooks(design, nanos::get).look(topology, cell -> false);

        // then
        assertThat(decisions).hasSize(4).allMatch(decision -> decision.getScorerId()
                .equals("clip-c"));
        assertThat(decisions.get(0).getScorers()).containsExactly("clip-c", "clip-d");
    }

    @Test
    void aDecisionRestsOnTheScoresThatAreThereWhenItIsMade() {
        // given a look that has come to place 1 of all cells, where it waits
        List<MarginScore> late =
                SCORES.stream().filter(score -> score.getPlace() == 2).toList();
        topology.scoreAll(SCORES);
        late.forEach(topology::retract);
        assertThat(look()).isEmpty();

        // when a score of place 0 is corrected before the rest comes
        MarginScore corrected = ToyExperiment.corrected(SCORES.get(0), 0.35);
        topology.score(Edited.with(corrected, "place", 0)).scoreAll(late);

        // then
        ExperimentLooks fresh = new ExperimentLooks(DESIGN, nanos::get);
        assertThat(look().values()).containsExactlyInAnyOrderElementsOf(fresh.look(topology, cell -> false));
    }

    @Test
    void aCorrectionOfAnItemLookedAtIsSeenByTheNextWholeLook() {
        // given margins that decide nothing, looked at to their end
        List<MarginScore> undecided = SCORES.stream()
                .map(score -> ToyExperiment.corrected(score, score.getPlace() % 2 == 0 ? 0.9 : -0.9))
                .map(score -> Edited.with(score, "place", placeOf(score)))
                .toList();
        topology.scoreAll(undecided);
        assertThat(look()).isEmpty();

        // when
        topology.scoreAll(SCORES);

        // then
        assertThat(look()).isEmpty();

        // when
        nanos.addAndGet(ExperimentLooks.WHOLE_NANOS);

        // then
        assertThat(look()).hasSize(4);
    }

    @Test
    void placesThatTwoPairsClaimAreOpen() {
        // given
        topology.scoreAll(SCORES).score(Edited.with(StoppedScores.score(7, 0, 0.5, 0, "clip-c"), "place", 0));

        // then
        assertThat(look().keySet())
                .doesNotContain(cell(StoppedScores.COLOUR, 0.5))
                .hasSize(3);
    }

    private static Integer placeOf(MarginScore score) {
        String pair = score.getIdentity().getPairId();
        return Integer.valueOf(pair.substring(pair.indexOf("-p") + 2));
    }

    private Map<CellKey, Decision> look() {
        Map<CellKey, Decision> found = new TreeMap<>();
        looks.look(topology, decided::contains).forEach(decision -> found.put(cell(decision), decision));
        return found;
    }

    private static CellKey cell(String category, double alpha) {
        return new CellKey(ToyExperiment.ID, ToyExperiment.SCORER, "analogy", alpha, category);
    }

    private static CellKey cell(Decision decision) {
        return new CellKey(
                decision.getExperimentId(),
                decision.getScorerId(),
                decision.getMethod(),
                decision.getAlpha(),
                decision.getCategory());
    }
}
