package io.steerscope.benchmarks.simulation;

import java.util.Locale;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * How often something happened.
 *
 * @param event what was counted
 * @param values where the values came from, in words
 * @param size size of one experiment, in words
 * @param count experiments in which it happened
 * @param experiments experiments in all
 */
record Rate(Experiments.Event event, String values, String size, long count, int experiments) {

    /** The rate in percent. */
    String percent() {
        return String.format(Locale.ROOT, "%.1f", 100.0 * count / experiments);
    }

    String json() {
        Interval interval = WilsonInterval.of(count, experiments, 0.95);
        return String.format(
                Locale.ROOT,
                "{\"question\": \"%s\", \"method\": \"%s\", \"values\": \"%s\", \"size\": \"%s\", \"promised\": \"%s\","
                        + " \"count\": %d, \"experiments\": %d, \"rate\": %s, \"wilson95\": [%s, %s]}",
                event.question().replace("\"", "\\\""),
                event.method(),
                values,
                size,
                event.promise(),
                count,
                experiments,
                (double) count / experiments,
                interval.low(),
                interval.high());
    }
}
