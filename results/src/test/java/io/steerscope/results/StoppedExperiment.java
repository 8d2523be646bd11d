package io.steerscope.results;

import java.util.List;

import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.StoppingDesign;

/** The toy experiment with a design that says when it stops. */
public final class StoppedExperiment {

    public static final StoppingDesign STOP = new StoppingDesign(0.95, 4, 2, List.of(ToyExperiment.SCORER));

    private StoppedExperiment() {}

    public static Experiment design() {
        return Edited.with(ToyExperiment.design(), "stop", STOP);
    }

    /** A decision about a cell of a design, by its first scorer. */
    public static Decision decision(Experiment design, String category, double alpha, String outcome) {
        return Decision.newBuilder()
                .setExperimentId(design.getExperimentId())
                .setScorerId(design.getStop().getScorers().get(0))
                .setCategory(category)
                .setMethod(design.getMethods().get(0))
                .setAlpha(alpha)
                .setOutcome(outcome)
                .setPlace(2)
                .setItems(2)
                .setPassedOver(1)
                .setMean(0.125)
                .setLowerBound(0.0625)
                .setUpperBound(0.25)
                .setP(0.001)
                .setScorers(design.getStop().getScorers())
                .setCategoryCells(
                        design.getMethods().size() * design.getAlphas().size())
                .setDesignSha256(design.getDesignSha256())
                .build();
    }
}
