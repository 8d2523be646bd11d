package io.steerscope.aggregator.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.TokenCounts;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/** The cells of an experiment that its design asks for, unsteered ones too, and the figures made of the steered. */
final class DesignCells {

    private final Experiment experiment;
    private final DesignScope scope;
    private final ItemSize size;
    private final LiveState state;
    private final Map<CellKey, Cell> cells = new TreeMap<>();
    private boolean strangeAlphas;

    DesignCells(Experiment experiment, LiveState state) {
        this.experiment = experiment;
        this.scope = DesignScope.of(experiment);
        this.size = ItemSize.of(experiment);
        this.state = state;
        state.cells(experiment.getExperimentId()).forEach(this::place);
    }

    private void place(CellKey key, Cell cell) {
        if (key.measure() != scope.measure()) {
            return;
        }
        if (scope.holdsImage(key.category(), key.method(), key.alpha())) {
            cells.put(key, cell);
        } else {
            strangeAlphas |= !scope.alphas().contains(key.alpha() + 0.0);
        }
    }

    /** Number of scores by scorer. */
    Map<String, Long> scored() {
        Map<String, Long> scored = new TreeMap<>();
        cells.forEach((key, cell) -> scored.merge(key.scorerId(), cell.scores(), Long::sum));
        return scored;
    }

    /** What the scores say of the tokens of their prompts, by scorer. */
    Map<String, TokenCounts> tokens() {
        Map<String, TokenCounts> tokens = new TreeMap<>();
        cells.forEach((key, cell) -> tokens.merge(key.scorerId(), cell.tokens(), TokenCounts::plus));
        return tokens;
    }

    /** Figures by scorer and then in the design's order of methods; of one alpha, or of all where it is null. */
    List<RunningStatistics> statistics(ExperimentProgress progress, @Nullable Double alpha) {
        SortedSet<String> scorers =
                cells.keySet().stream().map(CellKey::scorerId).collect(Collectors.toCollection(TreeSet::new));
        Map<ClusterKey, ClusterMoments> clusters = alpha == null ? clusters() : Map.of();
        List<Double> alphas = alpha == null
                ? experiment.getAlphas().stream().map(one -> one + 0.0).toList()
                : List.of(alpha);
        return scorers.stream()
                .flatMap(scorer -> experiment.getMethods().stream()
                        .map(method -> statistics(scorer, method, progress, alphas, clusters)))
                .toList();
    }

    private RunningStatistics statistics(
            String scorer,
            String method,
            ExperimentProgress progress,
            List<Double> alphas,
            Map<ClusterKey, ClusterMoments> clusters) {
        Map<CellKey, Cell> own = new TreeMap<>();
        Map<CategoryAlpha, ExactMoments> moments = new TreeMap<>();
        cells.forEach((key, cell) -> {
            if (key.scorerId().equals(scorer) && key.method().equals(method)) {
                own.put(key, cell);
                moments.put(new CategoryAlpha(key.category(), key.alpha() + 0.0), cell.complete(size));
            }
        });
        Map<String, ClusterMoments> ownClusters = new TreeMap<>();
        clusters.forEach((key, cluster) -> {
            if (key.scorerId().equals(scorer) && key.method().equals(method)) {
                ownClusters.put(key.category(), cluster);
            }
        });
        boolean finished = progress.isAtPlannedN(scorer);
        RunningGroups groups = new RunningGroups(experiment, alphas, own, ownClusters, finished);
        return new RunningStatistics(
                experiment.getExperimentId(),
                scorer,
                method,
                finished,
                overCategories(moments, alphas, finished),
                groups.overall(),
                groups.byAlpha(),
                groups.byCategory(),
                groups.byCategoryAlpha(),
                CellVerdicts.ofMoments(
                        moments,
                        DesignScope.plannedItems(experiment),
                        DesignScope.verdictSettings(experiment),
                        finished));
    }

    private static SortedMap<Double, OverCategories> overCategories(
            Map<CategoryAlpha, ExactMoments> moments, List<Double> alphas, boolean finished) {
        Map<CategoryAlpha, ExactMoments> asked = new TreeMap<>(moments);
        asked.keySet().removeIf(cell -> !alphas.contains(cell.alpha()));
        SortedMap<Double, OverCategories> means = OverCategories.byAlpha(asked, RunningGroups.LEVEL);
        if (!finished) {
            means.replaceAll((alpha, mean) -> mean.withoutTest());
        }
        return means;
    }

    /**
     * Clusters over the alphas of the design. Those of the store are over all alphas that there are scores of, and
     * apart by the number of margins, where a pair whose items have different numbers is in several.
     */
    private Map<ClusterKey, ClusterMoments> clusters() {
        Map<ClusterKey, ClusterMoments> clusters = new HashMap<>();
        if (!strangeAlphas && size instanceof ItemSize.Fixed fixed) {
            state.clusters(experiment.getExperimentId()).forEach((key, cluster) -> {
                if (key.measure() == scope.measure()) {
                    clusters.put(key, cluster.complete(fixed.images()));
                }
            });
        } else {
            ofItems().forEach((key, pairs) -> clusters.put(key, ClusterMoments.of(pairs.values())));
        }
        return clusters;
    }

    /** Complete items of the design, added up by pair. */
    private Map<ClusterKey, Map<String, ItemAccumulator>> ofItems() {
        Map<ClusterKey, Map<String, ItemAccumulator>> pairs = new HashMap<>();
        state.items(experiment.getExperimentId()).forEach((key, margins) -> {
            if (isComplete(key, margins)) {
                pairs.computeIfAbsent(
                                new ClusterKey(
                                        experiment.getExperimentId(),
                                        key.item().scorerId(),
                                        key.item().method(),
                                        key.category(),
                                        key.measure()),
                                cluster -> new TreeMap<>())
                        .merge(
                                key.item().pairId(),
                                ItemAccumulator.EMPTY.addUnits(margins.meanUnits()),
                                ItemAccumulator::merge);
            }
        });
        return pairs;
    }

    private boolean isComplete(CategorisedItem key, ItemAccumulator margins) {
        return key.measure() == scope.measure()
                && size.isComplete(margins.count())
                && scope.holds(key.category(), key.item().method(), key.item().alpha());
    }
}
