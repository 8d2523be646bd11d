package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;

/**
 * One of two experiments that are compared.
 *
 * @param name what it is called, such as the name of its folder; not that of the other
 * @param experiment the design
 * @param scorers the figures of the margin, with the scores that they are made of, in alphabetical order
 * @param generatorSha256s checksums of the bundles that made the images, ascending
 * @param generatorDtypes types that the images were computed in, ascending
 */
public record RunSide(
        String name,
        Experiment experiment,
        List<ScorerReport> scorers,
        List<String> generatorSha256s,
        List<String> generatorDtypes) {

    /** Copies the lists. */
    public RunSide {
        scorers = List.copyOf(scorers);
        generatorSha256s = List.copyOf(generatorSha256s);
        generatorDtypes = List.copyOf(generatorDtypes);
    }

    /** The side that a report is of. */
    public static RunSide of(String name, ReportDocument report) {
        return new RunSide(
                name, report.experiment(), report.scorers(), report.generatorSha256s(), report.generatorDtypes());
    }

    /** The results under a scorer. */
    Optional<ScorerReport> scorer(String scorerId) {
        return scorers.stream().filter(one -> one.scorerId().equals(scorerId)).findFirst();
    }

    /** The ids of its scorers. */
    List<String> scorerIds() {
        return scorers.stream().map(ScorerReport::scorerId).toList();
    }

    /** Whether a scorer has come to its end: pairs without a score then get none. */
    boolean isFinished() {
        return scorers.stream().anyMatch(one -> one.completeness().isComplete());
    }

    /** Whether its design stops cells when they are decided. */
    boolean stopsCells() {
        return experiment.getStop() != null;
    }

    /** Number of pairs of the design. */
    long plannedPairs() {
        return experiment.getCategories().stream()
                .mapToLong(CategoryDesign::getPairs)
                .sum();
    }

    /** The pairs of which a steered image has a score, as the scores show them, by id. */
    SortedMap<String, ComparedPair> pairs() {
        SortedMap<String, ComparedPair> pairs = new TreeMap<>();
        for (MarginScore score : scores()) {
            pairs.putIfAbsent(
                    score.getIdentity().getPairId(),
                    new ComparedPair(score.getCategory(), score.getSource(), score.getTarget()));
        }
        return pairs;
    }

    private List<MarginScore> scores() {
        List<MarginScore> scores = new ArrayList<>();
        for (ScorerReport scorer : scorers) {
            for (MethodReport method : scorer.methods()) {
                scores.addAll(method.scores());
            }
        }
        return scores;
    }
}
