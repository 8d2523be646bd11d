package io.steerscope.aggregator.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.EmpiricalQuantile;

/**
 * How the means of some items are spread.
 *
 * @param n number of items
 * @param quartiles minimum, first quartile, median, third quartile and maximum (quantiles of
 *     {@link EmpiricalQuantile}); null without items
 * @param counts items in each interval between two neighbouring edges; an item on an edge counts below it, so that the
 *     intervals above 0 hold the successes, and an item on the first edge counts above it
 */
public record Distribution(long n, @Nullable List<Double> quartiles, List<Long> counts) {

    /** Copies the lists. */
    public Distribution {
        quartiles = quartiles == null ? null : List.copyOf(quartiles);
        counts = List.copyOf(counts);
    }

    /** @param ascending item means, ascending, inside the edges */
    static Distribution of(double[] ascending, HistogramEdges edges) {
        return new Distribution(
                ascending.length,
                ascending.length == 0
                        ? null
                        : List.of(
                                ascending[0],
                                EmpiricalQuantile.of(ascending, 0.25),
                                EmpiricalQuantile.of(ascending, 0.5),
                                EmpiricalQuantile.of(ascending, 0.75),
                                ascending[ascending.length - 1]),
                edges.counts(ascending));
    }
}
