package io.steerscope.results.format.html;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.Numbers;

/**
 * What values which colour stands for.
 *
 * @param low smallest value
 * @param high largest value; of values with a zero {@code -low}
 * @param isAroundZero whether colours go two ways from 0, else one way from {@code low}
 * @param unit of the values
 */
record HeatScale(double low, double high, boolean isAroundZero, FigureUnit unit) {

    private static final double[] ROUND = {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0};
    private static final double LIGHTEST = 0.08;

    /** The scale that holds all values of a chart. */
    static HeatScale of(HeatMap chart) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (HeatMap.Group group : chart.groups()) {
            for (HeatMap.Column column : group.columns()) {
                for (HeatMap.Value value : column.values()) {
                    if (value.value() != null) {
                        low = Math.min(low, value.value());
                        high = Math.max(high, value.value());
                    }
                }
            }
        }
        if (chart.isAroundZero()) {
            double most = low > high ? 1.0 : round(Math.max(Math.abs(low), Math.abs(high)));
            return new HeatScale(-most, most, true, chart.unit());
        }
        return high > low
                ? new HeatScale(low, high, false, chart.unit())
                : new HeatScale(low > high ? 0.0 : low - 1.0, low > high ? 1.0 : low + 1.0, false, chart.unit());
    }

    private static double round(double value) {
        if (value == 0.0) {
            return 1.0;
        }
        double power = Math.pow(10.0, Math.floor(Math.log10(value)));
        for (double lead : ROUND) {
            if (lead * power >= value) {
                return lead * power;
            }
        }
        return 10.0 * power;
    }

    /** A rectangle in the colour of a value, or one that says that there is none. */
    Markup patch(@Nullable Double value, double x, double y, double width, double height) {
        String place = Numbers.format("x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x, y, width, height);
        if (value == null) {
            return new Markup().raw("<rect class=\"no-value\" ").raw(place + "/>");
        }
        double depth =
                isAroundZero ? Math.abs(value) / high : LIGHTEST + (1.0 - LIGHTEST) * (value - low) / (high - low);
        return new Markup()
                .raw(
                        "<rect class=\"%s\" fill-opacity=\"%.3f\" ",
                        isAroundZero && value < 0.0 ? "heat-below" : "heat-above", Math.max(0.0, Math.min(1.0, depth)))
                .raw(place + "/>");
    }

    List<Double> ticks() {
        return isAroundZero ? List.of(low, 0.0, high) : List.of(low, high);
    }

    String label(double tick) {
        if (!isAroundZero) {
            return unit.value(tick);
        }
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(high) - 1e-9)) + 1;
        return tick == 0.0 ? "0" : Numbers.format("%+." + decimals + "f", tick).replaceAll("0+$", "");
    }
}
