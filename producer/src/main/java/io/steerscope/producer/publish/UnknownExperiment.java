package io.steerscope.producer.publish;

import java.util.Collection;

import io.steerscope.schemas.text.VisibleText;

/** The line that says that there is no such experiment, and which there are. */
final class UnknownExperiment {

    private static final int NAMED = 10;

    private UnknownExperiment() {}

    static ProductionException of(String experimentId, Collection<String> known) {
        String there = known.isEmpty()
                ? "there is none yet"
                : "known: "
                        + String.join(
                                ", ",
                                known.stream()
                                        .sorted()
                                        .limit(NAMED)
                                        .map(VisibleText::of)
                                        .toList())
                        + (known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : "");
        return new ProductionException("there is no experiment \"%s\" (%s)".formatted(experimentId, there));
    }
}
