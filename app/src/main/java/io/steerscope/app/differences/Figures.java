package io.steerscope.app.differences;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.statistics.differences.Share;
import io.steerscope.statistics.interval.Interval;

/** How figures are given: as members of JSON, and as cells of tables. */
final class Figures {

    private Figures() {}

    /** A share under the names of its figures. */
    static void putShare(Map<String, @Nullable Object> fields, Share share) {
        Interval wilson = share.wilson();
        fields.put("accuracy", share.value());
        fields.put("wilson95", wilson == null ? null : wilson.toList());
    }

    /** A share as a cell. */
    static Cell cell(Share share) {
        return Cell.figure(share.value(), share.wilson(), FigureUnit.AMOUNT);
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
