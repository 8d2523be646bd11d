package io.steerscope.aggregator.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * A design that stops when its cells are decided, and scores of it with the places of their items: those of colour
 * work, those of size do not, of two strengths alike.
 */
public final class StoppedScores {

    public static final int PAIRS = 24;
    public static final String COLOUR = "colour";
    public static final String SIZE = "size / count";

    private StoppedScores() {}

    public static Experiment design() {
        return design(PAIRS, ToyExperiment.SCORER);
    }

    public static Experiment design(int pairs, String... scorers) {
        Experiment plain = ToyExperiment.design(ToyExperiment.ID, pairs, List.of(COLOUR, SIZE), ToyExperiment.ALPHAS);
        Experiment effect = Edited.with(plain, "smallestEffect", "0.05");
        return Edited.with(effect, "stop", new StoppingDesign(0.95, 4, 3, List.of(scorers)));
    }

    /** All scores of a design by one scorer, in the order of their places. */
    public static List<MarginScore> scores(Experiment design, String scorer) {
        List<MarginScore> scores = new ArrayList<>();
        for (int place = 0; place < design.getCategories().get(0).getPairs(); place++) {
            for (int category = 0; category < 2; category++) {
                for (double alpha : design.getAlphas()) {
                    for (long seed : design.getSeeds()) {
                        scores.add(score(place, category, alpha, seed, scorer));
                    }
                }
            }
        }
        return scores;
    }

    public static MarginScore score(int place, int category, double alpha, long seed, String scorer) {
        Identity identity = new Identity(ToyExperiment.ID, "c" + category + "-p" + place, "analogy", alpha, seed);
        double noise = new Random(31L * identity.toString().hashCode() + scorer.hashCode()).nextGaussian();
        double margin = (category == 0 ? 0.2 : -0.1) + 0.02 * noise;
        return Edited.with(
                ToyExperiment.score(identity, scorer, category == 0 ? COLOUR : SIZE, margin), "place", place);
    }

    /** A failure with its place; of the generator where the scorer is null. */
    public static DeadLetter failure(MarginScore score, boolean ofScorer) {
        DeadLetter letter = ToyExperiment.failure(score.getIdentity(), ofScorer ? score.getScorerId() : null);
        return Edited.with(Edited.with(letter, "category", score.getCategory()), "place", score.getPlace());
    }

    /** With the places that the ids of their pairs name: that of {@code c0-p7} is 7. */
    public static List<MarginScore> placed(List<MarginScore> scores) {
        List<MarginScore> placed = new ArrayList<>();
        for (MarginScore score : scores) {
            String pair = score.getIdentity().getPairId();
            placed.add(Edited.with(score, "place", Integer.valueOf(pair.substring(pair.indexOf("-p") + 2))));
        }
        return placed;
    }
}
