package io.steerscope.aggregator.query;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.steerscope.results.intake.LeftOutRecord;

/**
 * Whether an aggregator lives and whether it can answer.
 *
 * @param live whether it can go on; one that cannot has to be started again, or needs what {@code detail} says
 * @param ready whether questions are answered now; never while it is not live
 * @param state state of the streams application in lower case, such as {@code running} or {@code rebalancing}
 * @param detail one line for people
 * @param leftOut designs and reports that are left out, a few of them
 */
public record AggregatorHealth(boolean live, boolean ready, String state, String detail, List<LeftOutRecord> leftOut) {

    /** Copies the list. */
    public AggregatorHealth {
        leftOut = List.copyOf(leftOut);
    }

    /** Of one that answers. */
    public static AggregatorHealth ready(String state, String detail) {
        return new AggregatorHealth(true, true, state, detail, List.of());
    }

    /** Of one that does not answer now, and will. */
    public static AggregatorHealth notReady(String state, String detail) {
        return new AggregatorHealth(true, false, state, detail, List.of());
    }

    /** Of one that will not answer any more. */
    public static AggregatorHealth dead(String state, String detail) {
        return new AggregatorHealth(false, false, state, detail, List.of());
    }

    /** With records that are left out. */
    public AggregatorHealth withLeftOut(List<LeftOutRecord> records) {
        return new AggregatorHealth(live, ready, state, detail, records);
    }

    /** The same as {@link #ready}, under the name that it had before there were two kinds of health. */
    @JsonProperty
    public boolean healthy() {
        return ready;
    }
}
