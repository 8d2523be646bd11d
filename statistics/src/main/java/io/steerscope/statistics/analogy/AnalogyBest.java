package io.steerscope.statistics.analogy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** The best candidates of each question, by method. */
public final class AnalogyBest {

    private static final int MOST = 5;

    private final List<AnalogyMethod> methods;
    private final int[][][] exclusive;
    private final int[][] inclusive;

    AnalogyBest(List<AnalogyMethod> methods, int questions) {
        this.methods = methods;
        this.exclusive = new int[methods.size()][questions][0];
        this.inclusive = new int[methods.size()][questions];
        for (int[] ofMethod : inclusive) {
            Arrays.fill(ofMethod, -1);
        }
    }

    void set(int method, int question, Item item, @Nullable BestCandidates best) {
        if (best == null) {
            return;
        }
        int[] words = best.words();
        inclusive[method][question] = words[0];
        exclusive[method][question] =
                IntStream.of(words).filter(word -> !item.asks(word)).limit(MOST).toArray();
    }

    /** Numbers of the five best candidates other than a, b and c, best first; none where the method has no scores. */
    public int[] exclusive(AnalogyMethod method, int question) {
        return exclusive[methods.indexOf(method)][question].clone();
    }

    /** The number of the best of all candidates; -1 where the method has no scores. */
    public int inclusive(AnalogyMethod method, int question) {
        return inclusive[methods.indexOf(method)][question];
    }
}
