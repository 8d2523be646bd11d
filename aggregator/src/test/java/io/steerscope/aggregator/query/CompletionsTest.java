package io.steerscope.aggregator.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionsTest {

    private static final int ALL = 1000;
    private static final List<MarginScore> SCORES = timed(GoldenExperiment.scores(), 5);

    @ParameterizedTest
    @CsvSource({",", "category-3,", ",0.8", "category-3,0.8"})
    void everyPointIsWhatItsItemsAloneGive(@Nullable String category, @Nullable Double alpha) {
        // given
        List<MarginScore> scores = SCORES.subList(0, 1500);
        List<List<MarginScore>> naive = naiveOrder(scores, category, alpha);

        // when
        Course course = Completions.of(GoldenExperiment.design(), scores)
                .course(ToyExperiment.SCORER, "analogy", category, alpha, ALL);

        // then
        assertThat(course.plannedN()).isEqualTo((category == null ? 400L : 50L) * (alpha == null ? 3 : 1));
        assertThat(course.points()).hasSize(Math.min(ALL, naive.size())).isNotEmpty();
        for (CoursePoint point : course.points()) {
            List<List<MarginScore>> soFar = naive.subList(0, (int) point.n());
            assertThat(point).isEqualTo(naivePoint(soFar, alpha == null, course.plannedN()));
        }
    }

    @Test
    void theOrderInWhichScoresAreReadDoesNotMatter() {
        // given
        List<MarginScore> other = new ArrayList<>(SCORES);
        Collections.shuffle(other, new Random(2));

        // then
        assertThat(course(other, ALL)).isEqualTo(course(SCORES, ALL));
    }

    @Test
    void theLastPointIsThePresentFigure() {
        // when
        Course course = course(SCORES, 7);

        // then
        CoursePoint last = course.points().get(course.points().size() - 1);
        ClusterMoments all = clusters(naiveOrder(SCORES, null, null));
        assertThat(last.n()).isEqualTo(1200);
        assertThat(last.clusters()).isEqualTo(400);
        assertThat(last.mean()).isEqualTo(all.mean().orElseThrow());
        assertThat(last.interval())
                .isEqualTo(ConfidenceSequence.ofClusters(all, 1200, 0.95)
                        .orElseThrow()
                        .twoSided());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "200", "999"})
    void pointsAreEvenlySpacedAndEndAtTheLastItem(int most) {
        // when
        List<Long> n =
                course(SCORES, most).points().stream().map(CoursePoint::n).toList();

        // then
        assertThat(n).hasSize(most).last().isEqualTo(1200L);
        for (int i = 0; i < most; i++) {
            assertThat(n.get(i)).isEqualTo((1200L * (i + 1) + most - 1) / most);
        }
    }

    @Test
    void aCorrectedScoreMovesItsItemToTheTimeOfTheCorrection() {
        // given
        List<MarginScore> scores = new ArrayList<>(timed(ToyExperiment.scores(), 1));
        Instant late = Instant.parse("2026-01-01T00:00:00Z");
        scores.set(0, scoredAt(ToyExperiment.corrected(scores.get(0), 0.25), late));

        // when
        List<CoursePoint> points = Completions.of(ToyExperiment.design(), scores)
                .course(ToyExperiment.SCORER, "analogy", null, null, ALL)
                .points();

        // then
        assertThat(points).hasSize(12);
        assertThat(points.get(11).at()).isEqualTo(late);
        assertThat(points.get(10).at()).isBefore(late);
        assertThat(points).extracting(CoursePoint::at).isSorted();
        assertThat(points.get(0).burnIn()).isTrue();
        assertThat(points.get(11).burnIn()).isFalse();
    }

    @Test
    void itemsThatMissASeedAndScoresOutsideTheDesignAreNowhere() {
        // given
        List<MarginScore> scores = new ArrayList<>(timed(ToyExperiment.scores(), 1));
        scores.remove(0);
        ToyExperiment.scores(ToyExperiment.design(ToyExperiment.ID, 1, List.of("colour"), List.of(0.7)))
                .forEach(scores::add);

        // when
        Completions completions = Completions.of(ToyExperiment.design(), scores);

        // then
        assertThat(completions
                        .course(ToyExperiment.SCORER, "analogy", null, null, ALL)
                        .points())
                .hasSize(11);
        assertThat(completions.course("other", "analogy", null, null, ALL).points())
                .isEmpty();
    }

    private static Course course(List<MarginScore> scores, int points) {
        return Completions.of(GoldenExperiment.design(), scores)
                .course(ToyExperiment.SCORER, "analogy", null, null, points);
    }

    /** Complete items as lists of their scores, by latest time, pair and alpha. */
    private static List<List<MarginScore>> naiveOrder(
            List<MarginScore> scores, @Nullable String category, @Nullable Double alpha) {
        Map<String, List<MarginScore>> items = scores.stream()
                .filter(score -> category == null || score.getCategory().equals(category))
                .filter(score -> alpha == null || score.getIdentity().getAlpha() == alpha)
                .collect(Collectors.groupingBy(
                        score -> pair(score) + " " + score.getIdentity().getAlpha()));
        return items.values().stream()
                .filter(item -> item.size() == 3)
                .sorted(Comparator.<List<MarginScore>, Instant>comparing(CompletionsTest::latest)
                        .thenComparing(item -> pair(item.get(0)))
                        .thenComparing(item -> item.get(0).getIdentity().getAlpha()))
                .toList();
    }

    private static CoursePoint naivePoint(List<List<MarginScore>> items, boolean pooled, long planned) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (List<MarginScore> item : items) {
            moments = moments.addUnits(meanUnits(item));
        }
        ClusterMoments clusters = clusters(items);
        long plannedClusters = pooled ? planned / 3 : planned;
        long units = pooled ? clusters.clusters() : items.size();
        PrimarySequence primary = PrimarySequence.ofPlan(plannedClusters);
        return new CoursePoint(
                items.size(),
                pooled ? clusters.clusters() : null,
                latest(items.get(items.size() - 1)),
                moments.mean().orElseThrow(),
                primary,
                plannedClusters > 100 ? units <= 30 : units < 2,
                primary == PrimarySequence.T
                        ? sequenceForT(moments, clusters, pooled, plannedClusters)
                        : asymptotic(moments, clusters, pooled, planned));
    }

    private static @Nullable Interval sequenceForT(
            ExactMoments moments, ClusterMoments clusters, boolean pooled, long planned) {
        Optional<TSequence> sequence =
                pooled ? TSequence.ofClusters(clusters, planned, 0.95) : TSequence.of(moments, planned, 0.95);
        return sequence.isEmpty() ? null : sequence.get().twoSided();
    }

    private static @Nullable Interval asymptotic(
            ExactMoments moments, ClusterMoments clusters, boolean pooled, long planned) {
        return (pooled
                        ? ConfidenceSequence.ofClusters(clusters, planned, 0.95)
                        : ConfidenceSequence.of(moments, planned, 0.95))
                .map(ConfidenceSequence::twoSided)
                .orElse(null);
    }

    private static ClusterMoments clusters(List<List<MarginScore>> items) {
        Map<String, ItemAccumulator> pairs = new TreeMap<>();
        items.forEach(item -> pairs.merge(
                pair(item.get(0)), ItemAccumulator.EMPTY.addUnits(meanUnits(item)), ItemAccumulator::merge));
        return ClusterMoments.of(pairs.values());
    }

    private static long meanUnits(List<MarginScore> item) {
        ItemAccumulator margins = ItemAccumulator.EMPTY;
        for (MarginScore score : item) {
            margins = margins.add(score.getMargin());
        }
        return margins.meanUnits();
    }

    private static Instant latest(List<MarginScore> item) {
        return item.stream()
                .map(MarginScore::getScoredAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String pair(MarginScore score) {
        return score.getIdentity().getPairId();
    }

    /** The scores in a seeded random order, some of them in the same millisecond. */
    private static List<MarginScore> timed(List<MarginScore> scores, int perMillisecond) {
        List<MarginScore> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(3));
        List<MarginScore> timed = new ArrayList<>();
        for (MarginScore score : shuffled) {
            timed.add(scoredAt(score, Instant.ofEpochMilli(timed.size() / perMillisecond)));
        }
        return timed;
    }

    private static MarginScore scoredAt(MarginScore score, Instant at) {
        return ToyExperiment.ofImage(score, score.getImageSha256(), score.getImagePosition(), at);
    }
}
