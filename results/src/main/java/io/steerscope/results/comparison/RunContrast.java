package io.steerscope.results.comparison;

import io.steerscope.results.analysis.ScaledContrast;
import io.steerscope.results.analysis.ShownContrast;
import io.steerscope.statistics.contrast.Sides;

/**
 * B less A of one method under one scorer.
 *
 * @param scorer the scorer
 * @param method the method in B
 * @param against the method in A
 * @param contrast the figures
 */
public record RunContrast(String scorer, String method, String against, ScaledContrast contrast) {

    /** With what people call its sides. */
    ShownContrast shown(String a, String b) {
        boolean isOneMethod = method.equals(against);
        return ShownContrast.of(
                Sides.RUNS,
                (isOneMethod ? "of " + method + ", " : "") + "judged by " + scorer,
                isOneMethod ? b : method + " of " + b,
                isOneMethod ? a : against + " of " + a,
                contrast);
    }
}
