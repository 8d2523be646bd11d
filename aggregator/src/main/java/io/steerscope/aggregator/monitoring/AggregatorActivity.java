package io.steerscope.aggregator.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;

/**
 * What an aggregator has done since its start.
 *
 * @param scores scores and retractions that it took in; those that are read again after a crash count again
 * @param refused records of input topics that do not count
 * @param experiments experiments that there are now
 * @param questions questions that it answered over HTTP, those of other aggregators and probes not included
 * @param behind offsets of its input topics that are written and not consumed, by any aggregator, or -1 if not known
 */
public record AggregatorActivity(long scores, long refused, long experiments, long questions, long behind) {

    /**
     * Reads the counters of a registry.
     *
     * @param scoresTopic the topic of scores
     */
    public static AggregatorActivity of(MeterRegistry registry, String scoresTopic, long experiments, long behind) {
        return new AggregatorActivity(
                sum(registry.find("steerscope.records.taken").tag("topic", scoresTopic)),
                sum(registry.find("steerscope.records.refused")),
                experiments,
                sum(registry.find("steerscope.http.answers").tag("lane", "question")),
                behind);
    }

    private static long sum(Search counters) {
        return Math.round(
                counters.counters().stream().mapToDouble(Counter::count).sum());
    }
}
