package io.steerscope.benchmarks.fuzz;

import java.util.List;
import java.util.Map;

/**
 * What came of a fuzz.
 *
 * @param sent records sent
 * @param refused records that the broker refused
 * @param taken records that the broker took, by topic
 * @param rows what became of them, one line a topic
 * @param heapMegabytes used heap after a collection, at the quarters of the way
 * @param problems what should not be, one line each; empty if all is well
 */
public record FuzzOutcome(
        long sent,
        long refused,
        Map<String, Long> taken,
        List<String> rows,
        List<Long> heapMegabytes,
        List<String> problems) {}
