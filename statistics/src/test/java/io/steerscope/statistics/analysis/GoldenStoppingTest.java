package io.steerscope.statistics.analysis;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.PlannedCells;
import io.steerscope.statistics.stopping.ReplayedCell;
import io.steerscope.statistics.stopping.StoppingReplay;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What stopping would have made of the 1,200 items of the golden margins. */
class GoldenStoppingTest {

    private static final SortedMap<CategoryAlpha, List<ItemState>> CELLS =
            PlannedCells.of(ObservedItems.of(GoldenMargins.observations(), new SeedRule.Observed()));

    private static StoppingReplay replay(double effect, boolean plain, long seed) {
        return StoppingReplay.of(
                CELLS,
                planned -> {
                    StoppingRule rule =
                            new StoppingRule(0.95, CELLS.size(), new SmallestEffect.Margin(effect), 5, planned);
                    return plain ? rule.withoutAllowance() : rule;
                },
                200,
                seed);
    }

    /** The shares that {@code reference/stopping-golden.py} finds, in other orders. */
    @ParameterizedTest
    @CsvSource({
        "0.02, true, 0.4473, 3.19",
        "0.02, false, 0.4935, 3.73",
        "0.05, true, 0.2932, 0",
        "0.05, false, 0.3467, 0"
    })
    void theShareOfItemsIsThatOfTheReference(double effect, boolean plain, double share, double undecided) {
        // when
        StoppingReplay replay = replay(effect, plain, 7);

        // then
        DoubleSummaryStatistics shares = Arrays.stream(replay.shares()).summaryStatistics();
        assertThat(shares.getAverage()).isEqualTo(share, within(0.006));
        assertThat(shares.getMin()).isBetween(share - 0.08, share);
        assertThat(shares.getMax()).isBetween(share, share + 0.08);
        assertThat(replay.cells().values().stream()
                                .mapToLong(ReplayedCell::undecided)
                                .sum()
                        / 200.0)
                .isEqualTo(undecided, within(0.15));
    }

    @Test
    void theOrdersOfACellDoNotDependOnOtherCells() {
        // given
        CategoryAlpha first = CELLS.firstKey();

        // when
        StoppingReplay alone = StoppingReplay.of(
                Map.of(first, Objects.requireNonNull(CELLS.get(first))),
                planned -> new StoppingRule(0.95, CELLS.size(), new SmallestEffect.Margin(0.02), 5, planned),
                200,
                7);

        // then
        assertThat(alone.cells()).containsOnlyKeys(first);
        assertThat(alone.cells().get(first))
                .isEqualTo(replay(0.02, false, 7).cells().get(first));
    }

    @Test
    void anItemThatMissesASeedIsPassedOver() {
        // given
        List<MarginObservation> observations = List.of(
                new MarginObservation("p1", "c", 1.0, 0, 0.1),
                new MarginObservation("p1", "c", 1.0, 1, 0.2),
                new MarginObservation("p2", "c", 1.0, 0, 0.3),
                new MarginObservation("p3", "c", 0.5, 0, 0.3),
                new MarginObservation("p3", "c", 0.5, 1, 0.5));

        // when
        SortedMap<CategoryAlpha, List<ItemState>> cells =
                PlannedCells.of(ObservedItems.of(observations, new SeedRule.Observed()));

        // then
        ItemState passedOver = new ItemState.PassedOver();
        assertThat(cells.get(new CategoryAlpha("c", 0.5)))
                .containsExactly(passedOver, passedOver, new ItemState.Value(0.4));
        assertThat(cells.get(new CategoryAlpha("c", 1.0))).hasSize(3).first().isNotEqualTo(passedOver);
        assertThat(cells.get(new CategoryAlpha("c", 1.0)).subList(1, 3)).containsExactly(passedOver, passedOver);
    }
}
