package io.steerscope.statistics.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * The figures of a group while it is still growing, from its moments alone. Every figure that {@link SampleSummary}
 * also has is computed by the same code from the same integers, so the last running summary and the final one have
 * identical bits (the confidence sequence: where the planned n was reached).
 *
 * <p>While the group grows, only the {@linkplain #primary() primary} confidence sequence and its p-value may be used to
 * decide anything; the t-test is for a fixed n. The asymptotic sequence rests on a central limit theorem: during
 * {@linkplain #burnIn() burn-in} it is shown but claims nothing. The sequence for t has none.
 *
 * <p>Null: without values everything but n and successes; below two values or without variance t-test and sequence.
 *
 * @param n number of complete items so far
 * @param plannedN number of items of the design, at least 1
 * @param successes number of items above 0
 * @param ties number of items at 0, up to what decimal rounding leaves: neither above nor below
 * @param level confidence level of every interval
 * @param mean mean of the item means
 * @param successRate successes / n
 * @param wilson Wilson interval of the success rate, for a fixed n
 * @param sd sample standard deviation, denominator n - 1; null below two values
 * @param tTest one-sample t-test against 0, for a fixed n
 * @param sequence asymptotic confidence sequence tuned to the planned n
 * @param tSequence confidence sequence for t, narrowest at the planned n
 */
public record RunningSummary(
        long n,
        long plannedN,
        long successes,
        long ties,
        double level,
        @Nullable Double mean,
        @Nullable Double successRate,
        @Nullable Interval wilson,
        @Nullable Double sd,
        @Nullable TTest tTest,
        @Nullable ConfidenceSequence sequence,
        @Nullable TSequence tSequence) {

    /**
     * The summary of a group so far.
     *
     * @throws IllegalArgumentException if plannedN is below 1 or level is not inside (0.5, 1)
     */
    public static RunningSummary of(ExactMoments moments, long plannedN, double level) {
        long n = Math.max(0, moments.n());
        long successes = Math.max(0, Math.min(n, moments.positives()));
        return new RunningSummary(
                n,
                plannedN,
                successes,
                Math.max(0, moments.ties()),
                level,
                Fields.orNull(moments.mean()),
                n == 0 ? null : (double) successes / n,
                n == 0 ? null : WilsonInterval.of(successes, n, level),
                Fields.orNull(moments.standardDeviation()),
                TTest.of(moments, level).orElse(null),
                ConfidenceSequence.of(moments, plannedN, level).orElse(null),
                TSequence.of(moments, plannedN, level).orElse(null));
    }

    /** The sequence that decides; the planned n alone chooses it. */
    public PrimarySequence primary() {
        return PrimarySequence.ofPlan(plannedN);
    }

    /** Whether there are too few items for the primary sequence to claim anything. */
    public boolean burnIn() {
        return primary().isBurnIn(n);
    }

    /** The figures by field name (those of {@link SampleSummary#toMap()}), without those that are not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", n);
        fields.put("planned_n", plannedN);
        Figures.put(fields, "mean", mean);
        fields.put("successes", successes);
        fields.put("ties", ties);
        Figures.put(fields, "success_rate", successRate);
        if (wilson != null) {
            fields.put("wilson" + percent, wilson.toList());
        }
        Figures.put(fields, "sd", sd);
        if (tTest != null) {
            Figures.putTTest(fields, tTest, percent);
        }
        fields.put("primary_sequence", primary().id());
        fields.put("burn_in", burnIn());
        if (sequence != null) {
            Figures.putSequence(fields, sequence, percent);
        }
        if (tSequence != null) {
            Figures.putTSequence(fields, tSequence, percent);
        }
        return fields;
    }
}
