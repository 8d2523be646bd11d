package io.steerscope.aggregator.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.RunningClusters;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;

class StatisticsTopologyProperties {

    /** A score of image {@code index}, or its retraction where the margin is NaN. */
    record Event(int index, double margin) {}

    @Property(tries = 60)
    void whatWasScoredRetractedAndCorrectedBeforeLeavesNoTrace(@ForAll("histories") List<Event> history) {
        // given
        List<MarginScore> images = ToyExperiment.scores();
        Map<Integer, MarginScore> last = new HashMap<>();

        // when
        try (TopologyFixture topology = new TopologyFixture();
                TopologyFixture fresh = new TopologyFixture()) {
            topology.design(ToyExperiment.design());
            for (Event event : history) {
                MarginScore image = images.get(event.index());
                if (Double.isNaN(event.margin())) {
                    last.remove(event.index());
                    topology.retract(image);
                } else {
                    MarginScore score = ToyExperiment.corrected(image, event.margin());
                    last.put(event.index(), score);
                    topology.score(score);
                }
            }
            fresh.design(ToyExperiment.design()).scoreAll(List.copyOf(last.values()));

            // then
            assertThat(topology.cellBytes(ToyExperiment.ID)).isEqualTo(fresh.cellBytes(ToyExperiment.ID));
            assertThat(topology.clusterBytes(ToyExperiment.ID)).isEqualTo(fresh.clusterBytes(ToyExperiment.ID));
            assertThat(topology.items(ToyExperiment.ID)).isEqualTo(fresh.items(ToyExperiment.ID));
            assertThat(topology.cells(ToyExperiment.ID)).isEqualTo(cells(fresh.items(ToyExperiment.ID)));
            assertThat(topology.clusters(ToyExperiment.ID)).isEqualTo(clusters(last.values()));
            assertThat(ReportJson.write(topology.statistics().marginReport(ToyExperiment.ID)))
                    .isEqualTo(ReportJson.write(
                            ExperimentReportBuilder.build(ToyExperiment.design(), last.values(), List.of())));
        }
    }

    /** The score of image {@code index}, or its retraction where the value is NaN. */
    record ImageEvent(int index, double value, boolean isAlignment) {}

    @Property(tries = 60)
    void ofImagesFromElsewhereTooAndAnotherMeasureEntersNoFigure(
            @ForAll("imageHistories") List<ImageEvent> history, @ForAll Measure measure) {
        // given
        Experiment design = ImageExperiment.design(measure);
        List<MarginScore> images = ImageExperiment.scores(measure);
        Map<Integer, MarginScore> last = new HashMap<>();

        // when
        try (TopologyFixture topology = new TopologyFixture();
                TopologyFixture fresh = new TopologyFixture()) {
            topology.design(design);
            for (ImageEvent event : history) {
                MarginScore image = images.get(event.index());
                if (Double.isNaN(event.value())) {
                    last.remove(event.index());
                    topology.retract(image);
                } else {
                    MarginScore score = event.isAlignment()
                            ? ImageExperiment.alignment(
                                    image.getIdentity(), image.getScorerId(), image.getCategory(), event.value())
                            : ToyExperiment.corrected(image, event.value());
                    last.put(event.index(), score);
                    topology.score(score);
                }
            }
            fresh.design(design).scoreAll(List.copyOf(last.values()));

            // then
            assertThat(topology.cellBytes(ToyExperiment.ID)).isEqualTo(fresh.cellBytes(ToyExperiment.ID));
            assertThat(topology.clusterBytes(ToyExperiment.ID)).isEqualTo(fresh.clusterBytes(ToyExperiment.ID));
            assertThat(topology.items(ToyExperiment.ID)).isEqualTo(fresh.items(ToyExperiment.ID));
            assertThat(ReportJson.write(topology.statistics().marginReport(ToyExperiment.ID)))
                    .isEqualTo(ReportJson.write(ExperimentReportBuilder.build(design, last.values(), List.of())));

            // then the figures are those of the values of the measure alone
            List<MarginScore> own = last.values().stream()
                    .filter(score -> ScoreValue.measure(score) == measure)
                    .toList();
            topology.statistics()
                    .statistics(ToyExperiment.ID)
                    .forEach(running -> assertSame(
                            running,
                            ExperimentReportBuilder.build(design, own, List.of())
                                    .scorers()
                                    .get(0)
                                    .methods()
                                    .get(0)
                                    .results()));
        }
    }

    private static void assertSame(RunningStatistics running, FinalAnalysis results) {
        SampleSummary overall = results.items().overall();
        assertThat(running.overall().summary().n()).isEqualTo(overall.n());
        assertThat(running.overall().summary().mean()).isEqualTo(overall.mean());
        assertThat(running.overall().summary().sd()).isEqualTo(overall.sd());
        assertThat(running.overall().partialItems()).isZero();
        RunningClusters clusters = Objects.requireNonNull(running.overall().clusters());
        ClusteredSummary pairs = results.pairs().overall();
        assertThat(clusters.clusters()).isEqualTo(pairs.clusters());
        assertThat(clusters.mean()).isEqualTo(pairs.mean());
        if (pairs.tTest() != null) {
            assertThat(clusters.standardError()).isEqualTo(pairs.tTest().standardError());
        }
    }

    @Provide
    Arbitrary<List<ImageEvent>> imageHistories() {
        Arbitrary<Integer> image = Arbitraries.integers().between(0, 11);
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.doubles().between(-1.0, 1.0).ofScale(17)),
                Tuple.of(1, Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, 1.0, -1.0)),
                Tuple.of(2, Arbitraries.just(Double.NaN)));
        return Combinators.combine(image, value, Arbitraries.of(true, false))
                .as(ImageEvent::new)
                .list()
                .ofMaxSize(60);
    }

    private static Map<CellKey, Cell> cells(Map<CategorisedItem, ItemAccumulator> items) {
        Map<CellKey, Cell> cells = new TreeMap<>();
        items.forEach((key, item) -> cells.merge(key.cell(), Cell.EMPTY.add(item), Cell::merge));
        return cells;
    }

    /** The clusters by brute force: items from margins, pairs from items, one pair after the other. */
    private static Map<ClusterKey, ClusterCell> clusters(Collection<MarginScore> scores) {
        Map<PairKey, PairItems> pairs = new HashMap<>();
        for (MarginScore score : scores) {
            PairKey key = PairKey.of(score);
            PairItems items = pairs.getOrDefault(key, PairItems.EMPTY);
            pairs.put(key, items.add(score.getIdentity().getAlpha(), score.getMargin()));
        }
        Map<ClusterKey, ClusterCell> clusters = new TreeMap<>();
        pairs.forEach((key, items) ->
                clusters.merge(key.clusters(), ClusterCell.EMPTY.replace(PairItems.EMPTY, items), ClusterCell::merge));
        return clusters;
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<Integer> image = Arbitraries.integers().between(0, 8);
        Arbitrary<Double> margin = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.doubles().between(-2.0, 2.0).ofScale(17)),
                Tuple.of(1, Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, 2.0, -2.0)),
                Tuple.of(2, Arbitraries.just(Double.NaN)));
        return Combinators.combine(image, margin).as(Event::new).list().ofMaxSize(60);
    }
}
