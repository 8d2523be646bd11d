package io.steerscope.results.analysis;

import java.util.Map;
import java.util.Set;

import io.steerscope.results.document.Section;

/**
 * An analysis with its result.
 *
 * @param analysis the analysis
 * @param result what it found
 * @param <R> kind of the result
 */
public record AnalysisResult<R>(Analysis<R> analysis, R result) {

    /** Does an analysis. */
    public static <R> AnalysisResult<R> of(Analysis<R> analysis, ExperimentData data, Choice choice) {
        return new AnalysisResult<>(analysis, analysis.of(data, choice));
    }

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return analysis.isEmpty(result);
    }

    /** Without what it says of other scorers than these. */
    public AnalysisResult<R> ofScorers(Set<String> scorerIds) {
        return new AnalysisResult<>(analysis, analysis.ofScorers(result, scorerIds));
    }

    /** The result for JSON. */
    public Object fields() {
        return analysis.fields(result);
    }

    /** A part of the result for JSON. */
    public Object part(String name, Map<String, String> parameters) {
        return analysis.part(name, result, parameters);
    }

    /** The result for people. */
    public Section section() {
        return analysis.section(result);
    }
}
