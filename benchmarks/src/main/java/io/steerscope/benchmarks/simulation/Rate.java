package io.steerscope.benchmarks.simulation;

import java.util.Locale;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * How often something happened.
 *
 * @param question what was counted
 * @param method what was tried
 * @param population where the margins came from
 * @param size size of one experiment, in words
 * @param nominal the rate that the method promises
 * @param count experiments in which it happened
 * @param experiments experiments in all
 */
record Rate(
        String question,
        String method,
        Population population,
        String size,
        double nominal,
        long count,
        int experiments) {

    static final String TABLE_HEAD =
            """
            | question | method | margins | size | promised | rate | 95 % interval |
            |---|---|---|---|---|---|---|""";

    String tableRow() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.0f %% | %.1f %% | [%.1f, %.1f] |",
                question,
                method,
                population.name().toLowerCase(Locale.ROOT),
                size,
                100.0 * nominal,
                100.0 * count / experiments,
                100.0 * interval().low(),
                100.0 * interval().high());
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"question\": \"%s\", \"method\": \"%s\", \"margins\": \"%s\", \"size\": \"%s\", \"promised\": %s,"
                        + " \"count\": %d, \"experiments\": %d, \"rate\": %s, \"wilson95\": [%s, %s]}",
                question,
                method,
                population.name().toLowerCase(Locale.ROOT),
                size,
                nominal,
                count,
                experiments,
                (double) count / experiments,
                interval().low(),
                interval().high());
    }

    private Interval interval() {
        return WilsonInterval.of(count, experiments, 0.95);
    }
}
