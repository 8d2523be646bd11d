package io.steerscope.results.analysis;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;
import io.steerscope.statistics.contrast.StandardisedContrast;

/**
 * What a design says of the contrasts of its margins.
 *
 * @param isFinished whether there will be no further margins
 * @param seeds seeds that make an item complete
 * @param alphas alphas of the design
 * @param pairs pairs of each category of the design
 * @param level confidence level of intervals
 * @param stopsCells whether cells are stopped by their margins, so that groups of several have no figures
 */
public record ContrastPlan(
        boolean isFinished,
        SeedRule seeds,
        Set<Double> alphas,
        Map<String, Long> pairs,
        double level,
        boolean stopsCells) {

    /** Of a design that stops no cell. */
    public ContrastPlan(boolean isFinished, SeedRule seeds, Set<Double> alphas, Map<String, Long> pairs, double level) {
        this(isFinished, seeds, alphas, pairs, level, false);
    }

    /** Of a design. */
    static ContrastPlan of(Experiment experiment, boolean isFinished, double level) {
        Set<Double> alphas = new TreeSet<>();
        experiment.getAlphas().forEach(alpha -> alphas.add(alpha + 0.0));
        Map<String, Long> pairs = new TreeMap<>();
        for (CategoryDesign design : experiment.getCategories()) {
            pairs.put(design.getCategory(), (long) design.getPairs());
        }
        SeedRule seeds = DesignScope.isOfImages(experiment)
                ? new SeedRule.Unmatched()
                : new SeedRule.Listed(new TreeSet<>(experiment.getSeeds()));
        return new ContrastPlan(isFinished, seeds, alphas, pairs, level, experiment.getStop() != null);
    }

    /** The differences of two sides. */
    public PairedDifferences differences(Collection<MarginObservation> first, Collection<MarginObservation> second) {
        return PairedDifferences.of(first, second, seeds);
    }

    /** The contrast of the margins. */
    PairedContrast margins(PairedDifferences differences) {
        PairedContrast contrast = isFinished
                ? PairedContrast.atCompletion(differences, level)
                : PairedContrast.whileRunning(differences, alphas, pairs, level);
        return stopsCells ? contrast.ofCells() : contrast;
    }

    /** The contrast of the standardised margins; empty where the margins determine none. */
    Optional<StandardisedContrast> standardised(PairedDifferences differences) {
        Optional<StandardisedContrast> contrast = isFinished
                ? StandardisedContrast.atCompletion(differences, level)
                : StandardisedContrast.whileRunning(differences, alphas, pairs, level);
        return stopsCells ? contrast.map(StandardisedContrast::ofCells) : contrast;
    }
}
