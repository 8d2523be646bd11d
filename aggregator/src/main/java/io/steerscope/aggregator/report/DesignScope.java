package io.steerscope.aggregator.report;

import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;

/**
 * What a design asks for: figures outside it are left out of answers and reports.
 *
 * @param categories categories of pairs
 * @param methods steering methods
 * @param alphas steering strengths, none of them -0.0
 */
public record DesignScope(Set<String> categories, Set<String> methods, Set<Double> alphas) {

    /** The scope of an experiment. */
    public static DesignScope of(Experiment experiment) {
        return new DesignScope(
                experiment.getCategories().stream()
                        .map(CategoryDesign::getCategory)
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(experiment.getMethods()),
                experiment.getAlphas().stream().map(alpha -> alpha + 0.0).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the design asks for a category under a method at an alpha. */
    public boolean holds(String category, String method, double alpha) {
        return categories.contains(category) && methods.contains(method) && alphas.contains(alpha + 0.0);
    }
}
