package io.steerscope.statistics.differences;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.geometry.Offsets;

/**
 * Pairs of images by the sign of cos(delta, I1 - I2), delta the vector of a text about their difference.
 *
 * @param outcomes of each pair
 */
public record DifferenceClassification(List<Outcome> outcomes) {

    /**
     * What was found of a pair.
     *
     * @param cosine cos(delta, I1 - I2); null where the images have one vector, or the text has no direction
     * @param right whether its sign is the truth; null where nothing can be decided: no cosine, or truth 0
     */
    public record Outcome(@Nullable Double cosine, @Nullable Boolean right) {}

    /** Copies the list. */
    public DifferenceClassification {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Classifies pairs.
     *
     * @param images unit vectors
     * @param texts vectors, each with a direction unless it decides nothing
     */
    public static DifferenceClassification of(double[][] images, double[][] texts, List<ImagePair> pairs) {
        return new DifferenceClassification(pairs.stream()
                .map(pair -> outcome(
                        Offsets.between(images[pair.second()], images[pair.first()]), texts[pair.text()], pair.truth()))
                .toList());
    }

    private static Outcome outcome(double[] difference, double[] text, int truth) {
        if (!Offsets.hasDirection(difference) || !Offsets.hasDirection(text)) {
            return new Outcome(null, null);
        }
        double cosine = Offsets.cosine(text, difference);
        return new Outcome(cosine, truth == 0 ? null : Boolean.valueOf(Math.signum(cosine) == truth));
    }

    /** Numbers of the pairs that are right or wrong. */
    public int[] decided() {
        return IntStream.range(0, outcomes.size())
                .filter(i -> outcomes.get(i).right() != null)
                .toArray();
    }

    /** Pairs about which nothing can be decided. */
    public int undecidable() {
        return outcomes.size() - decided().length;
    }

    /** Of the decided pairs. */
    public Share share() {
        return share(IntStream.range(0, outcomes.size()).toArray());
    }

    /** Of the decided ones among some pairs. */
    public Share share(int[] pairs) {
        return new Share(
                IntStream.of(pairs).filter(this::isRight).count(),
                IntStream.of(pairs).filter(i -> outcomes.get(i).right() != null).count());
    }

    /** Whether a pair is decided and right. */
    public boolean isRight(int pair) {
        return Boolean.TRUE.equals(outcomes.get(pair).right());
    }
}
