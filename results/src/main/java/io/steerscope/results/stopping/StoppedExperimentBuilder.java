package io.steerscope.results.stopping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.RunningSummary;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.stopping.StoppingLook;
import io.steerscope.statistics.verdict.Verdict;

/** Says of every cell of a stopped experiment what was decided, and what its items are by now. */
public final class StoppedExperimentBuilder {

    private record CellKey(String scorerId, String method, CategoryAlpha cell) {}

    private final Experiment experiment;
    private final StoppingPlan plan;
    private final MadeImages images;
    private final Map<CellKey, Decision> decisions = new HashMap<>();

    private StoppedExperimentBuilder(Experiment experiment, StoppingPlan plan, MadeImages images) {
        this.experiment = experiment;
        this.plan = plan;
        this.images = images;
    }

    /**
     * The records of one scorer.
     *
     * @param report its figures
     * @param scores its scores of the design, those without contrast included, each image once
     * @param failures failures that leave an image without a score by it
     */
    public record Judged(ScorerReport report, List<MarginScore> scores, List<DeadLetter> failures) {

        /** Copies the lists. */
        public Judged {
            scores = List.copyOf(scores);
            failures = List.copyOf(failures);
        }
    }

    /**
     * The records of an experiment.
     *
     * @param images summaries of its images
     * @param scores scores of its images, by any scorers
     * @param failures its failures
     * @param skipped its skipped jobs that were not written again since
     * @param decisions its decisions, each cell and scorer once; those of another design do not count
     */
    public record Records(
            Collection<ImageSummary> images,
            Collection<MarginScore> scores,
            Collection<DeadLetter> failures,
            Collection<SkippedJob> skipped,
            Collection<Decision> decisions) {}

    /** What is said of an experiment; empty where its design stops nothing. */
    public static Optional<StoppedExperiment> of(Experiment experiment, Records records, List<Judged> scorers) {
        StoppingPlan plan = StoppingPlan.of(experiment).orElse(null);
        if (plan == null) {
            return Optional.empty();
        }
        StoppedExperimentBuilder builder = new StoppedExperimentBuilder(
                experiment,
                plan,
                MadeImages.of(
                        experiment, plan, records.images(), records.scores(), records.failures(), records.skipped()));
        records.decisions().stream()
                .filter(decision -> decision.getDesignSha256().equals(experiment.getDesignSha256())
                        && plan.scorers().contains(decision.getScorerId()))
                .forEach(decision -> builder.decisions.putIfAbsent(
                        new CellKey(
                                decision.getScorerId(),
                                decision.getMethod(),
                                new CategoryAlpha(decision.getCategory(), decision.getAlpha() + 0.0)),
                        decision));
        List<StoppedMethod> methods = new ArrayList<>();
        for (Judged scorer : scorers) {
            scorer.report().methods().forEach(method -> methods.add(builder.method(scorer, method)));
        }
        return Optional.of(new StoppedExperiment(plan, builder.images.all(), methods));
    }

    private StoppedMethod method(Judged scorer, MethodReport method) {
        String scorerId = scorer.report().scorerId();
        boolean decides = plan.scorers().contains(scorerId);
        Set<Long> seeds = new LinkedHashSet<>(experiment.getSeeds());
        PlacedItems items = PlacedItems.of(
                seeds,
                scorer.scores().stream()
                        .filter(score -> score.getIdentity().getMethod().equals(method.method()))
                        .toList(),
                scorer.failures().stream()
                        .filter(failure -> failure.getIdentity().getMethod().equals(method.method()))
                        .toList());
        ObservedItems observed = ObservedItems.of(method.observations(), seeds);
        Map<CategoryAlpha, ExactMoments> moments = CellVerdicts.moments(observed.items(), observed.seeds());
        double level = method.analysis().options().level();
        boolean isFinished = scorer.report().completeness().isComplete();
        CellVerdicts verdicts = CellVerdicts.ofMoments(moments, planned(), plan.verdictSettings(), false);
        SortedMap<CategoryAlpha, StoppedCell> cells = new TreeMap<>();
        for (CategoryAlpha cell : planned().keySet()) {
            long planned = plan.plannedItems().getOrDefault(cell.category(), 1L);
            Verdict verdict = verdicts.byCell().get(cell);
            cells.put(
                    cell,
                    new StoppedCell(
                            cell,
                            planned,
                            RunningSummary.of(
                                    moments.getOrDefault(cell, ExactMoments.EMPTY), Math.max(1, planned), level),
                            images.of(method.method(), cell),
                            waitsFor(method.method(), cell).isEmpty(),
                            decides
                                    ? standing(scorerId, method.method(), cell, items, isFinished)
                                    : verdict == null ? null : new CellStanding.Judged(verdict)));
        }
        return new StoppedMethod(
                scorerId,
                method.method(),
                decides,
                method.scores().size(),
                level,
                method.analysis().unit(),
                cells,
                verdicts);
    }

    private SortedMap<CategoryAlpha, Long> planned() {
        SortedMap<CategoryAlpha, Long> planned = new TreeMap<>();
        plan.plannedItems().forEach((category, items) -> experiment
                .getAlphas()
                .forEach(alpha -> planned.put(new CategoryAlpha(category, alpha + 0.0), items)));
        return planned;
    }

    private CellStanding standing(
            String scorerId, String method, CategoryAlpha cell, PlacedItems items, boolean isFinished) {
        long most = plan.mostItems().getOrDefault(cell.category(), 0L);
        StoppingLook look = items.look(cell, plan.rule(cell.category()).look(), most);
        @Nullable Decision decision = decisions.get(new CellKey(scorerId, method, cell));
        return decision == null
                ? new CellStanding.Undecided(
                        look.nextPlace(),
                        look.nextPlace() >= most,
                        isFinished,
                        look.decision().orElse(null))
                : new CellStanding.Decided(
                        decision, waitsFor(method, cell), look.decision().orElse(null));
    }

    /** The scorers of the design that have not decided a cell. */
    private List<String> waitsFor(String method, CategoryAlpha cell) {
        return plan.scorers().stream()
                .filter(scorer -> !decisions.containsKey(new CellKey(scorer, method, cell)))
                .toList();
    }
}
