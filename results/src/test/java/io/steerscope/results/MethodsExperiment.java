package io.steerscope.results;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** The toy experiment under several methods, of which {@code lerp} raises every margin and the others do not. */
public final class MethodsExperiment {

    private static final double EFFECT = 0.2;

    private MethodsExperiment() {}

    public static Experiment design(String... methods) {
        return design(ToyExperiment.design(), methods);
    }

    /** Another design with these methods. */
    public static Experiment design(Experiment toy, String... methods) {
        return new Experiment(
                toy.getExperimentId(),
                toy.getCategories(),
                toy.getSeeds(),
                toy.getAlphas(),
                List.of(methods),
                toy.getSettings(),
                toy.getOrderSeed(),
                methods.length * toy.getExpectedJobs(),
                toy.getExemplars(),
                toy.getSmallestEffect(),
                toy.getBaseline(),
                null,
                null,
                null,
                toy.getPairsSha256(),
                toy.getDesignSha256());
    }

    /** All scores of a design, method by method. */
    public static List<MarginScore> scores(Experiment design) {
        List<MarginScore> scores = new ArrayList<>();
        for (String method : design.getMethods()) {
            for (MarginScore score : ToyExperiment.scores(design)) {
                Identity image = score.getIdentity();
                Identity identity = new Identity(
                        image.getExperimentId(), image.getPairId(), method, image.getAlpha(), image.getSeed());
                double noise = 0.001 * (identity.toString().hashCode() % 10);
                double effect = method.equals("lerp") ? EFFECT : 0.0;
                scores.add(ToyExperiment.score(
                        identity, score.getScorerId(), score.getCategory(), score.getMargin() + noise + effect));
            }
        }
        return scores;
    }
}
