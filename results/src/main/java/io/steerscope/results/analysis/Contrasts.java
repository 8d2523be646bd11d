package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.results.alignment.AlignmentContrast;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.Sides;

/**
 * Whether a method does more than another on the same pairs and seeds, above all more than the control. What is
 * subtracted is the parameter {@code against}: a method of the design, by default the control {@code shuffled}, where
 * the design lacks it its first method.
 */
public final class Contrasts implements Analysis<Contrasts.Result> {

    private static final String ID = "contrasts";
    private static final String HEADING = "Contrasts between methods";
    private static final String AGAINST = "against";

    /**
     * What was found.
     *
     * @param contrasts each other method less one of them, by scorer, methods in the order of the design; empty below
     *     two methods
     */
    public record Result(List<MethodPairContrast> contrasts) {

        /** Copies the list. */
        public Result {
            contrasts = List.copyOf(contrasts);
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
    public Set<String> parameters() {
        return Set.of(AGAINST);
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        Experiment experiment = data.experiment();
        List<String> methods = experiment.getMethods();
        String against = choice.parameter(AGAINST).orElseGet(() -> control(methods));
        if (!methods.contains(against)) {
            throw new IllegalArgumentException(
                    "%s=%s: one of %s expected".formatted(AGAINST, against, String.join(", ", methods)));
        }
        List<MethodPairContrast> contrasts = new ArrayList<>();
        for (ScorerReport scorer : data.scorers()) {
            if (choice.wantsScorer(scorer.scorerId())) {
                Map<String, MethodReport> byMethod = new LinkedHashMap<>();
                scorer.methods().forEach(one -> byMethod.put(one.method(), one));
                MethodReport subtracted = byMethod.get(against);
                byMethod.forEach((name, method) -> {
                    if (subtracted != null
                            && !name.equals(against)
                            && (choice.wantsMethod(name) || choice.wantsMethod(against))) {
                        contrasts.add(new MethodPairContrast(
                                scorer.scorerId(),
                                name,
                                against,
                                contrast(experiment, scorer, method, subtracted),
                                DesignScope.measure(experiment)));
                    }
                });
            }
        }
        return new Result(contrasts);
    }

    /**
     * What is subtracted by default: the control where there is one, else the first.
     *
     * @param methods at least one
     */
    public static String control(List<String> methods) {
        return methods.contains(SteeringMethod.SHUFFLED.id()) ? SteeringMethod.SHUFFLED.id() : methods.get(0);
    }

    private static PairedContrast contrast(
            Experiment experiment, ScorerReport scorer, MethodReport method, MethodReport subtracted) {
        ContrastPlan plan = ContrastPlan.of(
                experiment,
                scorer.completeness().isAtPlannedN(),
                method.analysis().options().level());
        return plan.margins(plan.differences(method.observations(), subtracted.observations()));
    }

    @Override
    public boolean isEmpty(Result result) {
        return result.contrasts().isEmpty();
    }

    @Override
    public Result ofScorers(Result result, Set<String> scorerIds) {
        return new Result(result.contrasts().stream()
                .filter(one -> scorerIds.contains(one.scorer()))
                .toList());
    }

    @Override
    public Object fields(Result result) {
        return result.contrasts().stream().map(Contrasts::fields).toList();
    }

    private static Map<String, Object> fields(MethodPairContrast one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer", one.scorer());
        fields.put("method", one.method());
        fields.put("against", one.against());
        fields.put("finished", one.contrast().isFinished());
        if (one.measure() == Measure.ALIGNMENT) {
            fields.putAll(AlignmentContrast.fields(one.contrast(), Sides.METHODS));
            return fields;
        }
        fields.put("claim", ContrastWords.claim(ShownContrast.of(one)));
        fields.putAll(one.contrast().toMap(Sides.METHODS));
        return fields;
    }

    @Override
    public Section section(Result result) {
        return section(result.contrasts());
    }

    /**
     * Whether each method does more than the control, a sentence each; none where nothing was contrasted with a
     * control.
     */
    public static List<String> claims(List<AnalysisResult<?>> results) {
        return results.stream()
                .map(AnalysisResult::result)
                .filter(Result.class::isInstance)
                .map(Result.class::cast)
                .flatMap(result -> result.contrasts().stream())
                .filter(one -> one.against().equals(SteeringMethod.SHUFFLED.id()) && one.measure() == Measure.MARGIN)
                .map(ShownContrast::of)
                .map(ContrastWords::claim)
                .toList();
    }

    /** By how much a method exceeds the control at the largest alpha, in a few words; empty where that is not known. */
    public static String briefly(List<AnalysisResult<?>> results, String scorerId, String method) {
        return results.stream()
                .map(AnalysisResult::result)
                .filter(Result.class::isInstance)
                .map(Result.class::cast)
                .flatMap(result -> result.contrasts().stream())
                .filter(one -> scorerId.equals(one.scorer())
                        && one.method().equals(method)
                        && one.against().equals(SteeringMethod.SHUFFLED.id())
                        && one.measure() == Measure.MARGIN)
                .map(ShownContrast::of)
                .map(ContrastWords::briefly)
                .findFirst()
                .orElse("");
    }

    /** Contrasts for people. */
    public static Section section(List<MethodPairContrast> contrasts) {
        boolean isAlignment = contrasts.stream().anyMatch(one -> one.measure() == Measure.ALIGNMENT);
        return new Section(ID, HEADING, isAlignment ? alignments(contrasts) : ContrastBlocks.of(contrasts));
    }

    private static List<Block> alignments(List<MethodPairContrast> contrasts) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.note(AlignmentContrast.HOW_TO_READ));
        contrasts.forEach(one -> blocks.add(AlignmentContrast.table(
                one.name() + (one.scorer() == null ? "" : ", judged by " + one.scorer()), one.contrast())));
        return blocks;
    }
}
