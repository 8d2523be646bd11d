package io.steerscope.results.stopping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Decision;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.stopping.StoppingDecision;

/** A stopped experiment by field name. What holds for a fixed n alone is absent. */
public final class StoppedFields {

    private StoppedFields() {}

    /** The rule, what was decided by it, and what was not made. */
    public static Map<String, Object> of(StoppedExperiment one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", one.plan().toMap());
        fields.put("images", one.images().toMap());
        List<Map<String, Object>> cells = new ArrayList<>();
        for (StoppedMethod method : one.deciding()) {
            method.cells().forEach((key, cell) -> cells.add(cell(method, key, cell)));
        }
        fields.put("cells", cells);
        fields.put("left_out", StoppedWords.LEFT_OUT);
        return fields;
    }

    private static Map<String, Object> cell(StoppedMethod method, CategoryAlpha key, StoppedCell cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", method.scorerId());
        fields.put("method", method.method());
        fields.put("category", key.category());
        fields.put("alpha", key.alpha());
        fields.put("outcome", cell.outcome());
        fields.put("stopped", cell.isStopped());
        fields.put("planned_items", cell.plannedItems());
        fields.put("items_made", cell.items().n());
        if (cell.standing() instanceof CellStanding.Decided decided) {
            fields.putAll(decision(decided.decision()));
            if (decided.differsNow()) {
                fields.put("now", now(decided.now()));
            }
        } else if (cell.standing() instanceof CellStanding.Undecided undecided) {
            fields.put("next_place", undecided.nextPlace());
            fields.put("reason", StoppedWords.undecided(undecided));
            if (undecided.now() != null) {
                fields.put("now", now(undecided.now()));
            }
        }
        fields.put("images", cell.images().toMap());
        return fields;
    }

    /** The figures of a decision by field name. */
    public static Map<String, Object> decision(Decision decision) {
        return new Fields()
                .put("place", decision.getPlace())
                .put("items", decision.getItems())
                .put("passed_over", decision.getPassedOver())
                .put("mean", decision.getMean())
                .put("lower_bound", decision.getLowerBound())
                .put("upper_bound", decision.getUpperBound())
                .put("p", decision.getP())
                .toMap();
    }

    /** What present scores decide by field name. */
    public static Map<String, Object> now(@Nullable StoppingDecision now) {
        return now == null
                ? Map.of("outcome", "undecided")
                : new Fields()
                        .put("outcome", now.outcome().words())
                        .put("place", now.place())
                        .put("items", now.items())
                        .put("passed_over", now.passedOver())
                        .put("mean", now.mean())
                        .put("lower_bound", now.lowerBound())
                        .put("upper_bound", now.upperBound())
                        .put("p", now.p())
                        .toMap();
    }

    /** The figures of a method under a scorer; empty without these. */
    public static Map<String, Object> of(StoppedExperiment all, String scorerId, String method) {
        return all.method(scorerId, method).map(one -> of(one, all.plan())).orElse(Map.of());
    }

    private static Map<String, Object> of(StoppedMethod one, StoppingPlan plan) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", one.scores());
        fields.put("level", one.level());
        fields.put("unit", one.unit());
        fields.put("stops_when_decided", true);
        fields.put("decides", one.decides());
        fields.put("claim", StoppedWords.headline(one, plan));
        Map<String, Object> cells = new LinkedHashMap<>();
        one.cells().forEach((key, cell) -> {
            Map<String, Object> figures = new LinkedHashMap<>(cell.atAnyMoment().toMap());
            if (cell.isStopped()) {
                figures.put("mean_is_biased", true);
            }
            cells.put(key.key(), figures);
        });
        fields.put("by_category_alpha", cells);
        fields.put("verdicts", one.decides() ? verdicts(one) : one.verdicts().toMap());
        return fields;
    }

    private static Map<String, Object> verdicts(StoppedMethod one) {
        Map<String, Object> cells = new LinkedHashMap<>();
        one.cells().forEach((key, cell) -> {
            Map<String, Object> verdict = new LinkedHashMap<>();
            verdict.put("outcome", cell.outcome());
            verdict.put("words", cell.outcome() + ": " + StoppedWords.decidedBy(cell));
            cells.put(key.key(), verdict);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("by_category_alpha", cells);
        return fields;
    }
}
