package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;

class ItemDistributionsTest {

    private static final List<RunningItem> GOLDEN = golden();

    @Test
    void everyGroupIsCountedItemByItem() {
        // when
        ItemDistributions all =
                ItemDistributions.of(GoldenExperiment.design(), ToyExperiment.SCORER, "analogy", GOLDEN, 40);

        // then
        check(all, all.overall(), GOLDEN);
        assertThat(all.byAlpha()).containsOnlyKeys(0.5, 0.8, 1.0);
        all.byAlpha()
                .forEach((alpha, group) -> check(
                        all,
                        group,
                        GOLDEN.stream().filter(item -> item.alpha() == alpha).toList()));
        assertThat(all.byCategory()).hasSize(8);
        all.byCategory()
                .forEach((category, group) -> check(
                        all,
                        group,
                        GOLDEN.stream()
                                .filter(item -> item.category().equals(category))
                                .toList()));
        assertThat(all.byCategoryAlpha()).hasSize(24);
        all.byCategoryAlpha()
                .forEach((cell, group) -> check(
                        all,
                        group,
                        GOLDEN.stream()
                                .filter(item -> item.category().equals(cell.category()) && item.alpha() == cell.alpha())
                                .toList()));
    }

    @Test
    void theBinsAboveZeroHoldTheSuccesses() {
        // when
        ItemDistributions all =
                ItemDistributions.of(GoldenExperiment.design(), ToyExperiment.SCORER, "analogy", GOLDEN, 40);

        // then
        int zero = all.edges().indexOf(0.0);
        assertThat(zero).isPositive();
        assertThat(all.overall().counts().subList(zero, all.edges().size() - 1).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(GOLDEN.stream().filter(item -> item.mean() > 0.0).count());
    }

    @Test
    void onlyCompleteItemsOfTheScorerMethodAndDesignCount() {
        // given
        List<RunningItem> items = List.of(
                item("p0", "colour", "analogy", 0.5, "a", true, 0.03),
                item("p1", "colour", "analogy", 0.5, "a", false, 0.5),
                item("p2", "colour", "lerp", 0.5, "a", true, 0.5),
                item("p3", "colour", "analogy", 0.7, "a", true, 0.5),
                item("p4", "shape", "analogy", 0.5, "a", true, 0.5),
                item("p5", "colour", "analogy", 0.5, "b", true, 0.5));

        // when
        ItemDistributions all = ItemDistributions.of(ToyExperiment.design(), "a", "analogy", items, 3);

        // then
        assertThat(all.edges()).containsExactly(0.0, 0.01, 0.02, 0.03);
        assertThat(all.overall())
                .isEqualTo(new Distribution(1, List.of(0.03, 0.03, 0.03, 0.03, 0.03), List.of(0L, 0L, 1L)));
        assertThat(all.byCategoryAlpha().get(new CategoryAlpha("size / count", 1.0)))
                .isEqualTo(new Distribution(0, null, List.of(0L, 0L, 0L)));
    }

    @Test
    void withoutItemsThereIsAnEdgeAndNoBin() {
        // when
        ItemDistributions none = ItemDistributions.of(ToyExperiment.design(), "a", "analogy", List.of(), 40);

        // then
        assertThat(none.edges()).containsExactly(0.0);
        assertThat(none.overall()).isEqualTo(new Distribution(0, null, List.of()));
        assertThat(none.byCategory()).hasSize(2);
    }

    private static void check(ItemDistributions all, Distribution group, List<RunningItem> items) {
        double[] means = items.stream().mapToDouble(RunningItem::mean).sorted().toArray();
        assertThat(group.n()).isEqualTo(means.length).isPositive();
        assertThat(group.quartiles()).isNotNull();
        assertThat(group.quartiles().get(0)).isEqualTo(means[0]);
        assertThat(group.quartiles().get(4)).isEqualTo(means[means.length - 1]);
        assertThat(group.quartiles()).isSorted();
        assertThat(Arrays.stream(means)
                        .filter(mean -> mean <= group.quartiles().get(2))
                        .count())
                .isBetween((long) means.length / 2, (long) means.length / 2 + 1);
        assertThat(group.counts()).hasSize(all.edges().size() - 1);
        assertThat(group.counts())
                .containsExactlyElementsOf(LongStream.range(0, all.edges().size() - 1)
                        .map(bin -> naiveCount(
                                means, all.edges().get((int) bin), all.edges().get((int) bin + 1), bin == 0))
                        .boxed()
                        .toList());
    }

    private static long naiveCount(double[] means, double low, double high, boolean first) {
        return Arrays.stream(means)
                .filter(mean -> (mean > low || first && mean == low) && mean <= high)
                .count();
    }

    private static RunningItem item(
            String pair, String category, String method, double alpha, String scorer, boolean complete, double mean) {
        return new RunningItem(pair, category, method, alpha, scorer, 3, complete, mean, null);
    }

    private static List<RunningItem> golden() {
        List<RunningItem> items = new ArrayList<>();
        List<MarginScore> scores = GoldenExperiment.scores();
        scores.stream()
                .collect(Collectors.groupingBy(score -> score.getIdentity().getPairId() + " "
                        + score.getIdentity().getAlpha()))
                .values()
                .forEach(item -> {
                    ItemAccumulator margins = ItemAccumulator.EMPTY;
                    for (MarginScore score : item) {
                        margins = margins.add(score.getMargin());
                    }
                    MarginScore any = item.get(0);
                    items.add(item(
                            any.getIdentity().getPairId(),
                            any.getCategory(),
                            "analogy",
                            any.getIdentity().getAlpha(),
                            any.getScorerId(),
                            true,
                            margins.mean()));
                });
        return items;
    }
}
