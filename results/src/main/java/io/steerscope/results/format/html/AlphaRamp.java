package io.steerscope.results.format.html;

import java.util.List;

/** Shades for alphas: the stronger, the deeper. The page defines five, for light and for dark. */
final class AlphaRamp {

    private static final int SHADES = 5;

    private AlphaRamp() {}

    /** The style that gives a mark the shade of {@code alpha} among {@code alphas}. */
    static String style(List<Double> alphas, double alpha) {
        int index = Math.max(0, alphas.indexOf(alpha));
        double position = alphas.size() < 2 ? 0.5 : (double) index / (alphas.size() - 1);
        return "--mark:var(--shade-" + (1 + Math.round(position * (SHADES - 1))) + ")";
    }
}
