package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.diversity.DiversityParameters;
import io.steerscope.results.diversity.DiversityQuestion;
import io.steerscope.results.diversity.MethodDiversity;
import io.steerscope.results.diversity.MethodDiversityBlocks;
import io.steerscope.results.diversity.MethodDiversityFields;
import io.steerscope.results.diversity.VerdictRules;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.diversity.DiversityAnalysis;
import io.steerscope.statistics.diversity.DiversityItem;

/**
 * Whether a method keeps the variety of what it makes: how different the images of one prompt are beside how far the
 * margin moved, and how many kinds of image there are with and without the influence of their prompts.
 */
public final class Diversity implements Analysis<Diversity.Result> {

    private static final String ID = "diversity";
    private static final String HEADING = "Diversity";

    /**
     * What was found.
     *
     * @param methods by scorer, methods in the order of the design
     */
    public record Result(List<MethodDiversity> methods) {

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
    public Set<String> parameters() {
        return DiversityParameters.names();
    }

    @Override
    public Choice reported() {
        return new Choice(null, null, null, null, DiversityParameters.OF_REPORT);
    }

    @Override
    public Optional<String> absence(Experiment experiment) {
        return DesignScope.measure(experiment) == Measure.ALIGNMENT
                ? Optional.of("diversity is said beside the margin, and images without a source prompt have none")
                : Optional.empty();
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        DiversityQuestion question =
                DiversityParameters.question(choice.category(), choice.alpha(), choice.parameters());
        List<MethodDiversity> methods = new ArrayList<>();
        for (ScorerReport scorer : data.scorers()) {
            if (choice.wantsScorer(scorer.scorerId())) {
                List<MethodReport> wanted = scorer.methods().stream()
                        .filter(method -> choice.wantsMethod(method.method()))
                        .toList();
                methods.addAll(new OfScorer(data, scorer, question).all(wanted));
            }
        }
        return new Result(methods);
    }

    /**
     * The methods of one scorer, one after the other: the vectors of one are in memory at a time.
     *
     * @param question what is asked
     */
    private record OfScorer(ExperimentData data, ScorerReport scorer, DiversityQuestion question) {

        /** The images of {@code lerp} are read once, for what it is compared with and for itself. */
        List<MethodDiversity> all(List<MethodReport> wanted) {
            Map<MethodReport, MethodDiversity> found = new IdentityHashMap<>();
            List<DiversityItem> ofLerp = new ArrayList<>();
            scorer.methods().stream().filter(OfScorer::isLerp).findFirst().ifPresent(lerp -> {
                DiversityImages images = images(lerp);
                if (images.set() != null) {
                    ofLerp.addAll(DiversityAnalysis.items(images.set()));
                }
                if (wanted.contains(lerp)) {
                    found.put(lerp, diversity(lerp, images, List.of()));
                }
            });
            return wanted.stream()
                    .map(method -> isLerp(method)
                            ? Objects.requireNonNull(found.get(method))
                            : diversity(method, images(method), ofLerp))
                    .toList();
        }

        private static boolean isLerp(MethodReport method) {
            return method.method().equals(SteeringMethod.LERP.id());
        }

        private DiversityImages images(MethodReport method) {
            return DiversityImages.of(data.experiment(), scorer, method, data.embeddings(), question.conditions());
        }

        private MethodDiversity diversity(MethodReport method, DiversityImages images, List<DiversityItem> lerp) {
            VerdictRules rules = rules(method);
            return images.set() == null
                    ? MethodDiversity.without(
                            scorer.scorerId(), method.method(), question, rules, images.images(), images.remark())
                    : MethodDiversity.of(
                            scorer.scorerId(), method.method(), question, rules, images.images(), images.set(), lerp);
        }

        private VerdictRules rules(MethodReport method) {
            Experiment experiment = data.experiment();
            boolean isFinished = scorer.completeness().isAtPlannedN();
            return new VerdictRules(
                    isFinished,
                    DesignScope.plannedItems(experiment),
                    DesignScope.verdictSettings(experiment),
                    Shift.verdicts(experiment, scorer, method).orElse(null));
        }
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
        return result.methods().stream().map(MethodDiversityFields::of).toList();
    }

    @Override
    public Section section(Result result) {
        return new Section(ID, HEADING, MethodDiversityBlocks.of(result.methods()));
    }

    /** Whether images are left out for want of an embedding, of their own or of a prompt. */
    public static boolean leavesImagesOut(List<AnalysisResult<?>> results) {
        return results.stream()
                .map(AnalysisResult::result)
                .filter(Result.class::isInstance)
                .map(Result.class::cast)
                .flatMap(result -> result.methods().stream())
                .map(MethodDiversity::images)
                .anyMatch(images -> images.withoutEmbedding() + images.withoutText() > 0);
    }
}
