package io.steerscope.statistics.analogy;

import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * How some questions were answered by one method under one convention.
 *
 * @param n questions with a rank, and those with an unknown word where these count as wrong
 * @param unanswerable questions none of whose accepted answers is a candidate
 * @param top1 questions with rank 1
 * @param top5 questions with rank 5 or better
 * @param mrr mean of 1 / rank; null where n is 0
 */
public record AnalogyTotal(int n, int unanswerable, int top1, int top5, @Nullable Double mrr) {

    private static final int FIVE = 5;
    private static final double LEVEL = 0.95;

    /** Of the questions of these numbers, in this order. */
    static AnalogyTotal of(
            Ranks ranks, AnalogyMethod method, Convention convention, int[] questions, boolean unknownIsWrong) {
        int n = 0;
        int unanswerable = 0;
        int top1 = 0;
        int top5 = 0;
        double reciprocals = 0.0;
        for (int question : questions) {
            int rank = ranks.code(method, convention, question);
            if (rank > 0) {
                n++;
                top1 += rank == 1 ? 1 : 0;
                top5 += rank <= FIVE ? 1 : 0;
                reciprocals += 1.0 / rank;
            } else if (rank == Ranks.UNANSWERABLE) {
                unanswerable++;
            } else if (rank == Ranks.UNKNOWN && unknownIsWrong) {
                n++;
            }
        }
        return new AnalogyTotal(n, unanswerable, top1, top5, n == 0 ? null : reciprocals / n);
    }

    /** Share of rank 1; null where n is 0. */
    public @Nullable Double top1Share() {
        return n == 0 ? null : (double) top1 / n;
    }

    /** Share of rank 5 or better; null where n is 0. */
    public @Nullable Double top5Share() {
        return n == 0 ? null : (double) top5 / n;
    }

    /** 95 % Wilson interval of {@link #top1Share}; null where n is 0. */
    public @Nullable Interval top1Interval() {
        return n == 0 ? null : WilsonInterval.of(top1, n, LEVEL);
    }

    /** 95 % Wilson interval of {@link #top5Share}; null where n is 0. */
    public @Nullable Interval top5Interval() {
        return n == 0 ? null : WilsonInterval.of(top5, n, LEVEL);
    }

    /** The numbers 0 to n - 1. */
    static int[] all(int n) {
        return IntStream.range(0, n).toArray();
    }
}
