package io.steerscope.results.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;
import io.steerscope.statistics.contrast.Sides;
import io.steerscope.statistics.contrast.StandardisedContrast;

/**
 * A contrast of two sides whose margins may be on different scales. Where they are, what is read is the contrast of
 * standardised margins, and that of the margins, each in units of its scorer, stands beside it.
 *
 * @param isSameScale whether the margins are on one scale
 * @param margins the contrast of the margins
 * @param standardised that of the standardised margins; null on one scale, and where the margins determine none
 */
public record ScaledContrast(boolean isSameScale, PairedContrast margins, @Nullable StandardisedContrast standardised) {

    /** The contrasts of some differences. */
    public static ScaledContrast of(ContrastPlan plan, PairedDifferences differences, boolean isSameScale) {
        return new ScaledContrast(
                isSameScale,
                plan.margins(differences),
                isSameScale ? null : plan.standardised(differences).orElse(null));
    }

    /** Whether there is a contrast to be read: on different scales that of standardised margins. */
    public boolean isDetermined() {
        return isSameScale || standardised != null;
    }

    /** By field name, in a fixed order. */
    public Map<String, Object> toMap(Sides sides) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("same_scale", isSameScale);
        fields.put("finished", margins.isFinished());
        fields.put("margins", margins.toMap(sides));
        if (standardised != null) {
            fields.put("standardised", standardised.toMap());
        }
        return fields;
    }
}
