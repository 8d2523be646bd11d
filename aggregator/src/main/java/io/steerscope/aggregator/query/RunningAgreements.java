package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.exact.ItemAccumulator;

/** Compares every two scorers over the items of an experiment that are in its design. */
final class RunningAgreements {

    private static final double LEVEL = 0.95;

    private final Experiment experiment;
    private final int seeds;
    private final Map<String, Map<String, List<MarginItem>>> byScorerAndMethod = new TreeMap<>();

    RunningAgreements(Experiment experiment, Map<CategorisedItem, ItemAccumulator> items) {
        this.experiment = experiment;
        DesignScope scope = DesignScope.of(experiment);
        ItemSize size = ItemSize.of(experiment);
        this.seeds = size instanceof ItemSize.Fixed fixed ? fixed.images() : 1;
        items.forEach((key, margins) -> {
            if (key.measure() == scope.measure()
                    && scope.holds(
                            key.category(), key.item().method(), key.item().alpha())) {
                byScorerAndMethod
                        .computeIfAbsent(key.item().scorerId(), scorer -> new TreeMap<>())
                        .computeIfAbsent(key.item().method(), method -> new ArrayList<>())
                        .add(item(
                                size,
                                new MarginItem(
                                        key.item().pairId(),
                                        key.category(),
                                        key.item().alpha(),
                                        margins)));
            }
        });
    }

    /** An item of images of its own is one value, so that items of different numbers of images are comparable. */
    private static MarginItem item(ItemSize size, MarginItem item) {
        return size instanceof ItemSize.Own && item.margins().count() > 0 ? item.asMean() : item;
    }

    List<RunningAgreement> all() {
        List<RunningAgreement> agreements = new ArrayList<>();
        List<String> scorers = List.copyOf(byScorerAndMethod.keySet());
        for (int i = 0; i < scorers.size(); i++) {
            for (int j = i + 1; j < scorers.size(); j++) {
                for (String method : experiment.getMethods()) {
                    agreements.add(agreement(scorers.get(i), scorers.get(j), method));
                }
            }
        }
        return agreements;
    }

    private RunningAgreement agreement(String first, String second, String method) {
        ScorerAgreement agreement = ScorerAgreement.of(items(first, method), items(second, method), seeds, LEVEL);
        return new RunningAgreement(first, second, method, agreement);
    }

    private List<MarginItem> items(String scorer, String method) {
        return Objects.requireNonNull(byScorerAndMethod.get(scorer)).getOrDefault(method, List.of());
    }
}
