package io.steerscope.dashboardtests;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;

/** Figures of the HTTP interface as the page is to show them. */
final class Shown {

    private static final String NONE = "–";

    private Shown() {}

    static String margin(JsonNode value) {
        return signed(value, 4);
    }

    static String signed(JsonNode value, int digits) {
        if (value.isMissingNode() || value.isNull()) {
            return NONE;
        }
        BigDecimal rounded = new BigDecimal(value.doubleValue()).setScale(digits, RoundingMode.HALF_UP);
        String sign = rounded.signum() < 0 ? "−" : rounded.signum() > 0 ? "+" : "";
        return sign + rounded.abs().toPlainString();
    }

    /** A number that has no sign. */
    static String amount(JsonNode value, int digits) {
        return new BigDecimal(value.doubleValue())
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString();
    }

    static String interval(JsonNode ends) {
        return ends.isMissingNode() ? NONE : "[" + margin(ends.path(0)) + ", " + margin(ends.path(1)) + "]";
    }

    /** The confidence sequence that decides. */
    static JsonNode sequence(JsonNode figures) {
        boolean forT = figures.path("primary_sequence").textValue().equals("t_sequence");
        return figures.path(forT ? "t_cs95_two_sided" : "asymp_cs95_two_sided");
    }

    static String percent(JsonNode share) {
        return share.isMissingNode()
                ? NONE
                : new BigDecimal(100 * share.doubleValue()).setScale(0, RoundingMode.HALF_UP) + " %";
    }

    static String count(JsonNode value) {
        return String.format(Locale.ROOT, "%,d", value.longValue());
    }
}
