package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.document.Numbers;

/**
 * A linear axis with round ticks.
 *
 * @param low value at its beginning
 * @param high value at its end
 * @param step distance of ticks: 1, 2 or 5 times a power of ten
 * @param from pixel of {@code low}
 * @param to pixel of {@code high}
 */
record PlotAxis(double low, double high, double step, double from, double to) {

    private static final double SMALLEST_SPAN = 1e-6;
    private static final double MARGIN = 0.04;

    /** The axis that holds the values and zero, with about {@code ticks} ticks. */
    static PlotAxis holdingZero(double smallest, double largest, int ticks, double from, double to) {
        return holding(Math.min(0.0, smallest), Math.max(0.0, largest), ticks, from, to);
    }

    /** The axis that holds the values, with about {@code ticks} ticks. */
    static PlotAxis holding(double smallest, double largest, int ticks, double from, double to) {
        double span = Math.max(largest - smallest, SMALLEST_SPAN);
        double raw = span / ticks;
        double power = Math.pow(10.0, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        double step = power * (lead <= 1.0 ? 1.0 : lead <= 2.0 ? 2.0 : lead <= 5.0 ? 5.0 : 10.0);
        double margin = MARGIN * span;
        return new PlotAxis(smallest - margin, largest + margin, step, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Whether a tick is the one at zero. */
    boolean isZero(double tick) {
        return Math.abs(tick) < step / 2;
    }

    /** The value with as many decimals as the step needs, and with a sign if the axis has values on both sides of 0. */
    String label(double value) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        String sign = low < -step / 2 ? "+" : "";
        return isZero(value) ? "0" : Numbers.format("%" + sign + "." + decimals + "f", value);
    }
}
