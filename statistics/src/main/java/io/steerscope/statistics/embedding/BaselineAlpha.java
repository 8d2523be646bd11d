package io.steerscope.statistics.embedding;

import java.util.Collection;
import java.util.Collections;

/**
 * The strength that others are compared with: 0, the unsteered picture; where there is none, the lowest.
 *
 * @param alpha its strength
 * @param steered whether it is itself a steered one
 */
public record BaselineAlpha(double alpha, boolean steered) {

    /**
     * The baseline among strengths.
     *
     * @param alphas at least one
     */
    public static BaselineAlpha of(Collection<Double> alphas) {
        return alphas.contains(0.0) ? new BaselineAlpha(0.0, false) : new BaselineAlpha(Collections.min(alphas), true);
    }
}
