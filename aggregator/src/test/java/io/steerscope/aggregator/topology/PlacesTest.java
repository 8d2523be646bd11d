package io.steerscope.aggregator.topology;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class PlacesTest {

    private static final String CELL = "toy/clip-c/analogy/0.5/colour/";

    private final TopologyFixture topology = new TopologyFixture();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void theItemsOfACellAreFoundByTheirPlaces() {
        // when
        topology.scoreAll(placed(ToyExperiment.scores()));

        // then
        assertThat(topology.allPlaces())
                .hasSize(ToyExperiment.CATEGORIES.size() * ToyExperiment.ALPHAS.size() * ToyExperiment.PAIRS)
                .containsEntry(CELL + 0, pair("c0-p0"))
                .containsEntry(CELL + 2, pair("c0-p2"))
                .containsEntry("toy/clip-c/analogy/1.0/size / count/1", pair("c1-p1"));
    }

    @Test
    void placesDoNotDependOnTheOrderOfScoresOrOnRepetitions() {
        // given
        List<MarginScore> scores = placed(ToyExperiment.scores());
        topology.scoreAll(scores);
        Map<String, PlacedPairs> expected = topology.allPlaces();

        for (int seed = 0; seed < 5; seed++) {
            try (TopologyFixture other = new TopologyFixture()) {
                // when
                Collections.shuffle(scores, new Random(seed));
                other.scoreAll(scores).scoreAll(scores.subList(0, 7));

                // then
                assertThat(other.allPlaces()).isEqualTo(expected);
            }
        }
    }

    @Test
    void scoresWithoutPlacesHaveNone() {
        // when
        topology.scoreAll(ToyExperiment.scores());

        // then
        assertThat(topology.allPlaces()).isEmpty();
    }

    @Test
    void aPlaceIsLeftWithTheLastScoreOfItsItem() {
        // given
        List<MarginScore> item = placed(ToyExperiment.scores().subList(0, ToyExperiment.SEEDS.size()));
        topology.scoreAll(item);

        // when
        topology.retract(item.get(0)).retract(item.get(1));

        // then
        assertThat(topology.allPlaces()).containsOnlyKeys(CELL + 0);

        // when
        topology.retract(item.get(2));

        // then
        assertThat(topology.allPlaces()).isEmpty();
    }

    @Test
    void anExperimentThatIsMadeAgainInAnotherOrderHasItsNewPlaces() {
        // given
        List<MarginScore> item = placed(ToyExperiment.scores().subList(0, ToyExperiment.SEEDS.size()));
        topology.scoreAll(item);

        // when
        item.forEach(score -> topology.score(Edited.with(score, "place", 5)));

        // then
        assertThat(topology.allPlaces()).isEqualTo(Map.of(CELL + 5, pair("c0-p0")));
    }

    @Test
    void aScoreThatIsCorrectedToAnotherCategoryTakesItsPlaceThere() {
        // given
        MarginScore score = placed(ToyExperiment.scores()).get(0);
        topology.score(score);

        // when
        topology.score(Edited.with(score, "category", "size / count"));

        // then
        assertThat(topology.allPlaces()).isEqualTo(Map.of("toy/clip-c/analogy/0.5/size / count/0", pair("c0-p0")));
    }

    @Test
    void pairsThatContradictEachOtherAreAllThere() {
        // given
        List<MarginScore> scores = placed(ToyExperiment.scores());

        // when
        topology.score(scores.get(0)).score(Edited.with(scores.get(6), "place", 0));

        // then
        assertThat(topology.allPlaces()).isEqualTo(Map.of(CELL + 0, new PlacedPairs(List.of("c0-p0", "c0-p1"))));
    }

    private static PlacedPairs pair(String id) {
        return new PlacedPairs(List.of(id));
    }

    private static List<MarginScore> placed(List<MarginScore> scores) {
        return StoppedScores.placed(scores);
    }
}
