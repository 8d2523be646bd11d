package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.exact.ItemAccumulator;

/** Compares every two scorers over the items of an experiment that are in its design. */
final class RunningAgreements {

    private static final double LEVEL = 0.95;

    private final Experiment experiment;
    private final Map<String, Map<String, List<MarginItem>>> byScorerAndMethod = new TreeMap<>();

    RunningAgreements(Experiment experiment, Map<CategorisedItem, ItemAccumulator> items) {
        this.experiment = experiment;
        DesignScope scope = DesignScope.of(experiment);
        items.forEach((key, margins) -> {
            if (scope.holds(key.category(), key.item().method(), key.item().alpha())) {
                byScorerAndMethod
                        .computeIfAbsent(key.item().scorerId(), scorer -> new TreeMap<>())
                        .computeIfAbsent(key.item().method(), method -> new ArrayList<>())
                        .add(new MarginItem(
                                key.item().pairId(), key.category(), key.item().alpha(), margins));
            }
        });
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
        ScorerAgreement agreement = ScorerAgreement.of(
                items(first, method),
                items(second, method),
                experiment.getSeeds().size(),
                LEVEL);
        return new RunningAgreement(first, second, method, agreement);
    }

    private List<MarginItem> items(String scorer, String method) {
        return Objects.requireNonNull(byScorerAndMethod.get(scorer)).getOrDefault(method, List.of());
    }
}
