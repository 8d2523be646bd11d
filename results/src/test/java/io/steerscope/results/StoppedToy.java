package io.steerscope.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.stopping.StoppingPlan;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.StoppingDesign;
import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;

/**
 * The toy experiment with 30 pairs in each category and a rule to stop. Under every method colour works, size / count
 * does not at alpha 0.5 and stays undecided at alpha 1.0. Two items more than decided are made of a cell.
 */
public final class StoppedToy {

    public static final int PAIRS = 30;
    public static final double SMALLEST_EFFECT = 0.05;

    private static final int IN_THE_PIPELINE = 2;
    private static final Map<String, Double> MEANS =
            Map.of("colour|0.5", 0.12, "colour|1.0", 0.15, "size / count|0.5", -0.01, "size / count|1.0", 0.03);

    private static final String UNDECIDED = "size / count|1.0";

    private final Experiment design;
    private final Map<String, List<MarginScore>> byCell = new LinkedHashMap<>();
    private final List<MarginScore> scores = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<SkippedJob> skipped = new ArrayList<>();

    /** A stopped experiment with these methods; every margin is moved by as much. */
    public StoppedToy(double moved, String... methods) {
        Experiment toy = MethodsExperiment.design(
                ToyExperiment.design(ToyExperiment.ID, PAIRS, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS), methods);
        Experiment withEffect = Edited.with(toy, "smallestEffect", String.valueOf(SMALLEST_EFFECT));
        this.design = Edited.with(withEffect, "stop", new StoppingDesign(0.95, 4, 5, List.of(ToyExperiment.SCORER)));
        for (MarginScore score : MethodsExperiment.scores(design)) {
            String cell = score.getCategory() + "|" + score.getIdentity().getAlpha();
            double noise = (cell.equals(UNDECIDED) ? 0.4 : 0.04)
                    * new Random(score.getIdentity().toString().hashCode()).nextGaussian();
            byCell.computeIfAbsent(score.getIdentity().getMethod() + "|" + cell, key -> new ArrayList<>())
                    .add(Edited.with(
                            ToyExperiment.corrected(score, MEANS.get(cell) + noise + moved),
                            "place",
                            place(score.getIdentity())));
        }
        byCell.values().forEach(this::stop);
    }

    public StoppedToy(String... methods) {
        this(0.0, methods);
    }

    /** Places are the numbers of the pairs. */
    private static int place(Identity identity) {
        return Integer.parseInt(identity.getPairId().replaceFirst(".*-p", ""));
    }

    private void stop(List<MarginScore> cell) {
        List<ItemState> items = new ArrayList<>();
        for (int place = 0; place < PAIRS; place++) {
            int own = place;
            items.add(new ItemState.Value(cell.stream()
                    .filter(score -> score.getPlace() == own)
                    .mapToDouble(MarginScore::getMargin)
                    .average()
                    .orElseThrow()));
        }
        Optional<StoppingDecision> decided =
                new StoppingRule(0.95, 4, new SmallestEffect.Margin(SMALLEST_EFFECT), 5, PAIRS).decide(items);
        decided.ifPresent(decision -> decisions.add(decision(cell.get(0), decision)));
        int made =
                decided.map(decision -> decision.place() + 1 + IN_THE_PIPELINE).orElse(PAIRS);
        for (MarginScore score : cell) {
            if (score.getPlace() < made) {
                scores.add(score);
            } else {
                skipped.add(skipped(score));
            }
        }
    }

    private Decision decision(MarginScore of, StoppingDecision decided) {
        return new Decision(
                design.getExperimentId(),
                of.getScorerId(),
                of.getCategory(),
                of.getIdentity().getMethod(),
                of.getIdentity().getAlpha(),
                decided.outcome().words(),
                decided.place(),
                (int) decided.items(),
                (int) decided.passedOver(),
                decided.mean(),
                decided.lowerBound(),
                decided.upperBound(),
                decided.p(),
                design.getStop().getScorers(),
                2 * design.getMethods().size(),
                design.getDesignSha256());
    }

    private static SkippedJob skipped(MarginScore score) {
        return new SkippedJob(
                score.getIdentity(),
                score.getCategory(),
                SkipReason.DECIDED,
                0,
                7L,
                Instant.ofEpochMilli(5),
                score.getPlace());
    }

    public Experiment design() {
        return design;
    }

    /** The scores of the images that were made. */
    public List<MarginScore> scores() {
        return List.copyOf(scores);
    }

    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    public List<SkippedJob> skipped() {
        return List.copyOf(skipped);
    }

    /** The decision of a cell of the first method. */
    public Decision decision(String category, double alpha) {
        return decisions.stream()
                .filter(one -> one.getCategory().equals(category)
                        && one.getAlpha() == alpha
                        && one.getMethod().equals(design.getMethods().get(0)))
                .findFirst()
                .orElseThrow();
    }

    public ReportDocument report() {
        return report(scores, List.of());
    }

    /** The report of other scores with the decisions that were made. */
    public ReportDocument report(List<MarginScore> others, List<DeadLetter> failures) {
        return report(others, failures, decisions);
    }

    public ReportDocument report(List<MarginScore> others, List<DeadLetter> failures, List<Decision> decided) {
        return ExperimentReportBuilder.build(
                design, others, failures, List.of(), Optional.empty(), skipped, decided, Embeddings.NONE);
    }

    /** The rule of the design. */
    public StoppingPlan plan() {
        return StoppingPlan.of(design).orElseThrow();
    }
}
