package io.steerscope.results.analysis;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What an analysis is asked of, and how. Where a part is null it is asked of all.
 *
 * @param scorer a scorer, or null
 * @param method a method, or null
 * @param category a category, or null
 * @param alpha a steering strength, or null
 * @param parameters the analysis's own parameters as texts, by name; those that are not there have their default
 */
public record Choice(
        @Nullable String scorer,
        @Nullable String method,
        @Nullable String category,
        @Nullable Double alpha,
        Map<String, String> parameters) {

    /** Everything, with defaults. */
    public static final Choice ALL = new Choice(null, null, null, null, Map.of());

    /** Copies the map. */
    public Choice {
        parameters = Map.copyOf(new TreeMap<>(parameters));
    }

    /** Whether a scorer is asked for. */
    public boolean wantsScorer(String scorerId) {
        return scorer == null || scorer.equals(scorerId);
    }

    /** Whether a method is asked for. */
    public boolean wantsMethod(String name) {
        return method == null || method.equals(name);
    }

    /** A parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
