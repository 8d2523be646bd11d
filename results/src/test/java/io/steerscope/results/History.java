package io.steerscope.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.MarginScore;

/**
 * What may have happened to a score before its last record was written.
 *
 * @param score the score that it is about
 * @param record what is written: null retracts the score
 */
public record History(MarginScore score, @Nullable MarginScore record) {

    private static final int LARGEST = 3;

    /**
     * A history of scores in random order, which ends with each of them: before that it may have had other embeddings
     * and been retracted.
     */
    public static List<History> of(List<MarginScore> last, Random random) {
        List<List<History>> open = new ArrayList<>();
        for (MarginScore score : last) {
            List<History> steps = new ArrayList<>();
            for (int i = random.nextInt(LARGEST); i > 0; i--) {
                steps.add(new History(score, random.nextInt(3) == 0 ? null : other(score, random)));
            }
            steps.add(new History(score, score));
            open.add(steps);
        }
        List<History> history = new ArrayList<>();
        while (!open.isEmpty()) {
            int next = random.nextInt(open.size());
            history.add(open.get(next).remove(0));
            if (open.get(next).isEmpty()) {
                open.set(next, open.get(open.size() - 1));
                open.remove(open.size() - 1);
            }
        }
        return history;
    }

    private static MarginScore other(MarginScore score, Random random) {
        float[] vector = new float[EmbeddedExperiment.DIMENSIONS];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return EmbeddedExperiment.with(score, vector);
    }
}
