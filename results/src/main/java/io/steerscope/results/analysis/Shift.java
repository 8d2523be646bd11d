package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.contrast.Shifts;
import io.steerscope.statistics.contrast.Sides;

/**
 * Whether images moved: the margin less that of the unsteered image of the same pair and seed. A margin above 0 says
 * that an image lies closer to its target than to its source, which some images do without any steering.
 */
public final class Shift implements Analysis<Shift.Result> {

    private static final String ID = "shift";
    private static final String HEADING = "What steering moved";

    /**
     * What was found.
     *
     * @param shifts by scorer, methods in the order of the design; empty of a design without unsteered images
     */
    public record Result(List<MethodShift> shifts) {

        /** Copies the list. */
        public Result {
            shifts = List.copyOf(shifts);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String heading() {
        return HEADING;
    }

    @Override
    public Reads reads() {
        return Reads.SCORES;
    }

    @Override
    public Optional<String> absence(Experiment experiment) {
        return DesignScope.measure(experiment) == Measure.ALIGNMENT
                ? Optional.of("what steering moved is said of margins, and images without a source prompt have none")
                : Optional.empty();
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        boolean hasSource = DesignScope.baseline(data.experiment()).images().contains(UnsteeredImage.SOURCE);
        List<MethodShift> shifts = new ArrayList<>();
        for (ScorerReport scorer : data.scorers()) {
            if (hasSource && choice.wantsScorer(scorer.scorerId())) {
                scorer.methods().stream()
                        .filter(method -> choice.wantsMethod(method.method()))
                        .forEach(method -> shifts.add(shift(data.experiment(), scorer, method)));
            }
        }
        return new Result(shifts);
    }

    private static MethodShift shift(Experiment experiment, ScorerReport scorer, MethodReport method) {
        MethodShift.Margins margins = new MethodShift.Margins(
                method.observations(),
                observations(unsteered(scorer, UnsteeredImage.SOURCE)),
                observations(unsteered(scorer, UnsteeredImage.TARGET)));
        ContrastPlan plan = ContrastPlan.of(
                experiment,
                scorer.completeness().isAtPlannedN(),
                method.analysis().options().level());
        return plan.isFinished()
                ? MethodShift.atCompletion(
                        scorer.scorerId(),
                        method.method(),
                        margins,
                        plan.seeds(),
                        method.analysis().options(),
                        DesignScope.plannedItems(experiment),
                        DesignScope.verdictSettings(experiment))
                : MethodShift.whileRunning(
                        scorer.scorerId(),
                        method.method(),
                        margins,
                        plan,
                        DesignScope.plannedItems(experiment),
                        DesignScope.verdictSettings(experiment));
    }

    /**
     * Whether a method moves images, cell by cell, as its shift has it; empty of a design without unsteered images.
     */
    static Optional<CellVerdicts> verdicts(Experiment experiment, ScorerReport scorer, MethodReport method) {
        if (DesignScope.measure(experiment) == Measure.ALIGNMENT
                || !DesignScope.baseline(experiment).images().contains(UnsteeredImage.SOURCE)) {
            return Optional.empty();
        }
        ContrastPlan plan = ContrastPlan.of(
                experiment,
                scorer.completeness().isAtPlannedN(),
                method.analysis().options().level());
        Shifts shifts =
                Shifts.of(method.observations(), observations(unsteered(scorer, UnsteeredImage.SOURCE)), plan.seeds());
        return Optional.of(MethodShift.verdicts(
                shifts,
                DesignScope.plannedItems(experiment),
                DesignScope.verdictSettings(experiment),
                plan.isFinished()));
    }

    private static List<MarginScore> unsteered(ScorerReport scorer, UnsteeredImage image) {
        return scorer.unsteered().stream()
                .filter(score -> score.getIdentity().getMethod().equals(image.id()))
                .toList();
    }

    private static List<MarginObservation> observations(List<MarginScore> scores) {
        return scores.stream().map(MethodReport::observation).toList();
    }

    @Override
    public boolean isEmpty(Result result) {
        return result.shifts().isEmpty();
    }

    @Override
    public Result ofScorers(Result result, Set<String> scorerIds) {
        return new Result(result.shifts().stream()
                .filter(one -> scorerIds.contains(one.scorer()))
                .toList());
    }

    @Override
    public Object fields(Result result) {
        return result.shifts().stream().map(Shift::fields).toList();
    }

    /** One shift by field name. */
    public static Map<String, Object> fields(MethodShift one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "scorer", one.scorer());
        put(fields, "method", one.method());
        fields.put("finished", one.isFinished());
        fields.put("claim", ShiftWords.claim(one));
        fields.put("items_without_baseline", one.itemsWithoutBaseline());
        if (one.results() != null) {
            fields.putAll(one.results().toMap());
        } else {
            Map<String, Object> running = one.figures().toMap(Sides.METHODS);
            List.of("overall", "by_category", "by_alpha", "by_category_alpha")
                    .forEach(group -> put(fields, group, running.get(group)));
            fields.put("verdicts", one.verdicts().toMap());
        }
        if (one.shares() != null) {
            Map<String, Object> shares = new LinkedHashMap<>(one.shares().toMap());
            if (one.figures().isOfCells()) {
                shares.keySet().retainAll(Set.of("by_category_alpha"));
            }
            fields.put("target_share", shares);
        }
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    @Override
    public Section section(Result result) {
        return section(result.shifts());
    }

    /** Shifts for people. */
    public static Section section(List<MethodShift> shifts) {
        return new Section(ID, HEADING, ShiftBlocks.of(shifts));
    }

    /** What a method moved under a scorer, in two sentences; empty where nothing of that is known. */
    public static Optional<String> claim(List<AnalysisResult<?>> results, String scorerId, String method) {
        return results.stream()
                .map(AnalysisResult::result)
                .filter(Result.class::isInstance)
                .map(Result.class::cast)
                .flatMap(result -> result.shifts().stream())
                .filter(one -> scorerId.equals(one.scorer()) && method.equals(one.method()))
                .map(ShiftWords::claim)
                .findFirst();
    }
}
