package io.steerscope.statistics.analogy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.hypothesis.McNemarTest;
import io.steerscope.statistics.interval.EmpiricalQuantile;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.random.SplitMix64;

/**
 * How much more often a method is right than {@code only-c}, which looks at no analogy, over the questions that both
 * have a rank for.
 *
 * @param n paired questions
 * @param gained questions that the method alone has right
 * @param lost questions that {@code only-c} alone has right
 * @param p two-sided p-value of McNemar's exact test (binomial of gained and lost); null where both are 0
 * @param interval 95 % bootstrap interval of the gain over sections, percentile; null below two sections
 * @param sections with paired questions
 */
public record AnalogyGain(int n, int gained, int lost, @Nullable Double p, @Nullable Interval interval, int sections) {

    /** Resamples of sections. */
    public static final int RESAMPLES = 9_999;

    private static final double TAIL = 0.025;

    /**
     * Of the questions of some sections.
     *
     * @param bySection numbers of the questions of each section
     */
    static AnalogyGain of(
            Ranks ranks, AnalogyMethod method, Convention convention, List<int[]> bySection, boolean unknownIsWrong) {
        int[] n = new int[bySection.size()];
        int[] differences = new int[bySection.size()];
        int gained = 0;
        int lost = 0;
        for (int s = 0; s < n.length; s++) {
            for (int question : bySection.get(s)) {
                int rank = ranks.code(method, convention, question);
                int baseline = ranks.code(AnalogyMethod.ONLY_C, convention, question);
                boolean unknown = unknownIsWrong && rank == Ranks.UNKNOWN;
                if (rank > 0 && baseline > 0 || unknown) {
                    n[s]++;
                    int difference = (rank == 1 ? 1 : 0) - (baseline == 1 ? 1 : 0);
                    differences[s] += difference;
                    gained += difference > 0 ? 1 : 0;
                    lost += difference < 0 ? 1 : 0;
                }
            }
        }
        int[] present = IntStream.range(0, n.length).filter(s -> n[s] > 0).toArray();
        return new AnalogyGain(
                Arrays.stream(n).sum(),
                gained,
                lost,
                mcNemar(gained, lost),
                interval(n, differences, present),
                present.length);
    }

    /** Difference of the shares that are right; null where n is 0. */
    public @Nullable Double gain() {
        return n == 0 ? null : (double) (gained - lost) / n;
    }

    private static @Nullable Double mcNemar(int gained, int lost) {
        return gained + lost == 0 ? null : McNemarTest.of(gained, lost).pTwoSided();
    }

    private static @Nullable Interval interval(int[] n, int[] differences, int[] sections) {
        if (sections.length < 2) {
            return null;
        }
        double[] gains = new double[RESAMPLES];
        long state = 1;
        for (int r = 0; r < RESAMPLES; r++) {
            long questions = 0;
            long difference = 0;
            for (int drawn = 0; drawn < sections.length; drawn++) {
                state += SplitMix64.GOLDEN_GAMMA;
                int s = sections[(int) ((SplitMix64.mix(state) >>> 33) * sections.length >>> 31)];
                questions += n[s];
                difference += differences[s];
            }
            gains[r] = (double) difference / questions;
        }
        Arrays.sort(gains);
        return new Interval(EmpiricalQuantile.of(gains, TAIL), EmpiricalQuantile.of(gains, 1.0 - TAIL));
    }
}
