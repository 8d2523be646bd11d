package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.diversity.Condition;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.geometry.Look;
import io.steerscope.results.geometry.MethodDirection;
import io.steerscope.results.geometry.MethodDirectionBlocks;
import io.steerscope.results.geometry.MethodDirectionFields;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.geometry.DirectionBuilder;
import io.steerscope.statistics.geometry.DirectionResult;

/**
 * Whether images changed in the direction of their prompts, against the unsteered image of the same pair and seed, and
 * whether the pairs of a category share one direction.
 */
public final class Geometry implements Analysis<Geometry.Result> {

    private static final String ID = "geometry";
    private static final String HEADING = "Direction";

    /**
     * What was found.
     *
     * @param methods by scorer, methods in the order of the design
     */
    public record Result(List<MethodDirection> methods) {

        /** Copies the list. */
        public Result {
            methods = List.copyOf(methods);
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
        return Reads.EMBEDDINGS;
    }

    @Override
    public Optional<String> absence(Experiment experiment) {
        return DesignScope.measure(experiment) == Measure.ALIGNMENT
                ? Optional.of(
                        "a direction leads from a source prompt to its target, and these images have no source prompt")
                : Optional.empty();
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        List<MethodDirection> methods = new ArrayList<>();
        for (ScorerReport scorer : data.scorers()) {
            if (choice.wantsScorer(scorer.scorerId())) {
                scorer.methods().stream()
                        .filter(method -> choice.wantsMethod(method.method()))
                        .forEach(method -> methods.add(direction(data, scorer, method, choice)));
            }
        }
        return new Result(methods);
    }

    private static MethodDirection direction(
            ExperimentData data, ScorerReport scorer, MethodReport method, Choice choice) {
        DiversityImages images =
                DiversityImages.of(data.experiment(), scorer, method, data.embeddings(), List.of(Condition.TARGET));
        Look look = new Look(scorer.completeness().isAtPlannedN(), planned(data.experiment()));
        return images.set() == null
                ? new MethodDirection(scorer.scorerId(), method.method(), look, images.images(), null, images.remark())
                : new MethodDirection(
                        scorer.scorerId(),
                        method.method(),
                        look,
                        images.images(),
                        chosen(DirectionBuilder.of(images.set()), choice),
                        null);
    }

    /** Items are many: only those of one category are answered. */
    private static DirectionResult chosen(DirectionResult result, Choice choice) {
        DirectionResult wanted = choice.category() == null ? result.summary() : result.withoutImages();
        return wanted.of(choice.category(), choice.alpha());
    }

    private static Map<String, Long> planned(Experiment experiment) {
        Map<String, Long> planned = new TreeMap<>();
        DesignScope.plannedItems(experiment).forEach((cell, items) -> planned.put(cell.category(), items));
        return planned;
    }

    @Override
    public boolean isEmpty(Result result) {
        return result.methods().isEmpty();
    }

    @Override
    public Result ofScorers(Result result, Set<String> scorerIds) {
        return new Result(result.methods().stream()
                .filter(one -> scorerIds.contains(one.scorer()))
                .toList());
    }

    @Override
    public Object fields(Result result) {
        return result.methods().stream().map(MethodDirectionFields::of).toList();
    }

    @Override
    public Section section(Result result) {
        return new Section(ID, HEADING, MethodDirectionBlocks.of(result.methods()));
    }
}
