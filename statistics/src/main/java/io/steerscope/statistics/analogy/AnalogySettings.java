package io.steerscope.statistics.analogy;

import java.util.List;
import java.util.stream.IntStream;

import io.steerscope.statistics.random.SplitMix64;

/**
 * What is computed of questions.
 *
 * @param methods in this order, each once, at least one; {@link AnalogyMethod#ONLY_C} is what gains are over
 * @param controls how many times second pairs are exchanged, at least 0
 * @param controlSeed of the exchanges
 * @param unknownIsWrong whether a question with an unknown word counts as answered wrongly, not at all otherwise
 * @param withBest whether the best candidates and the angles of each question are kept
 */
public record AnalogySettings(
        List<AnalogyMethod> methods, int controls, long controlSeed, boolean unknownIsWrong, boolean withBest) {

    /** Checks the values. */
    public AnalogySettings {
        methods = List.copyOf(methods);
        if (methods.isEmpty() || methods.stream().distinct().count() != methods.size() || controls < 0) {
            throw new IllegalArgumentException(methods + " and " + controls + " controls");
        }
    }

    /**
     * Permutations of n things that leave none in its place, drawn alike: permutations are drawn until one has no fixed
     * point, e = 2.7 on average. None where n is below 2.
     */
    List<int[]> exchanges(int n) {
        long[] state = {controlSeed};
        return n < 2
                ? List.of()
                : IntStream.range(0, controls)
                        .mapToObj(control -> derangement(n, state))
                        .toList();
    }

    private static int[] derangement(int n, long[] state) {
        int[] order = new int[n];
        do {
            for (int i = 0; i < n; i++) {
                order[i] = i;
            }
            for (int i = n - 1; i > 0; i--) {
                state[0] += SplitMix64.GOLDEN_GAMMA;
                int j = (int) ((SplitMix64.mix(state[0]) >>> 33) * (i + 1) >>> 31);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
        } while (hasFixedPoint(order));
        return order;
    }

    private static boolean hasFixedPoint(int[] order) {
        return IntStream.range(0, order.length).anyMatch(i -> order[i] == i);
    }
}
