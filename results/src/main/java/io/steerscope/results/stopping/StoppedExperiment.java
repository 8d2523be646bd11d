package io.steerscope.results.stopping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of an experiment whose design stops cells when they are decided.
 *
 * @param plan what the design says of stopping
 * @param images what became of its images, unsteered ones included
 * @param methods by scorer in alphabetical order, methods in the order of the design
 */
public record StoppedExperiment(StoppingPlan plan, ImageCounts images, List<StoppedMethod> methods) {

    /** Copies the list. */
    public StoppedExperiment {
        methods = List.copyOf(methods);
    }

    /** A method under a scorer. */
    public Optional<StoppedMethod> method(String scorerId, String method) {
        return methods.stream()
                .filter(one -> one.scorerId().equals(scorerId) && one.method().equals(method))
                .findFirst();
    }

    /** The methods under scorers that decide. */
    List<StoppedMethod> deciding() {
        return methods.stream().filter(StoppedMethod::decides).toList();
    }

    /** Without what it says of other scorers than these. */
    public StoppedExperiment ofScorers(Set<String> scorerIds) {
        return new StoppedExperiment(
                plan,
                images,
                methods.stream()
                        .filter(one -> scorerIds.contains(one.scorerId()))
                        .toList());
    }
}
