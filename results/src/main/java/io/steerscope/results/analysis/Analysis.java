package io.steerscope.results.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steerscope.results.document.Section;
import io.steerscope.schemas.record.Experiment;

/**
 * A question to the records of an experiment beside the margin. It is a pure function: equal records give equal
 * results, whether they come from the live state of an aggregator, from topics, or from files, and in whatever order.
 *
 * @param <R> its result, which does not change once it is there
 */
public interface Analysis<R> {

    /**
     * Its name: in the path of its answers, as anchor of its section and of its panel. Lower-case letters and hyphens.
     */
    String id();

    /** What people call it; the heading of its section. */
    String heading();

    /** Name of its member in the JSON of a report. */
    default String field() {
        return id();
    }

    /** What has to be kept of an experiment for it. */
    Reads reads();

    /**
     * Why it says nothing of an experiment whatever was kept, as a clause without a full stop; empty where it may be
     * asked.
     */
    default Optional<String> absence(Experiment experiment) {
        return Optional.empty();
    }

    /** Names of its own parameters in an answer, besides scorer, method, category and alpha. */
    default Set<String> parameters() {
        return Set.of();
    }

    /**
     * Names of further answers out of the same result, which no report holds, such as a map of all images; each with
     * the names of the parameters that choose what of the result it shows.
     */
    default Map<String, Set<String>> parts() {
        return Map.of();
    }

    /** What a report asks. */
    default Choice reported() {
        return Choice.ALL;
    }

    /**
     * The result.
     *
     * @param choice what it is asked of, and how
     * @throws IllegalArgumentException if a parameter of the choice cannot be understood; the message is one line
     */
    R of(ExperimentData data, Choice choice);

    /** Whether the result says nothing, as a comparison of one scorer. It is then left out of what people read. */
    boolean isEmpty(R result);

    /** The result without what it says of other scorers than these. */
    R ofScorers(R result, Set<String> scorerIds);

    /** The result for JSON: maps with keys in a fixed order, lists, texts, numbers and booleans. */
    Object fields(R result);

    /**
     * One of the {@link #parts} for JSON.
     *
     * @param parameters those of the part as texts, by name
     * @throws IllegalArgumentException if a parameter cannot be understood; the message is one line
     */
    default Object part(String name, R result, Map<String, String> parameters) {
        throw new IllegalArgumentException(id() + " has no part " + name);
    }

    /** The result for people. */
    Section section(R result);
}
