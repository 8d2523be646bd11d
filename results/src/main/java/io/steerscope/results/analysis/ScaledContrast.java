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

    /** Why there is none, where it is not {@linkplain #isDetermined() determined}: the end of a sentence. */
    public String undetermined() {
        return margins.differences().itemsByPair().size() < 3
                ? "fewer than three pairs are common" + (margins.isFinished() ? "" : " so far")
                : "the margins of one do not vary within category and alpha, or do not without one of the pairs";
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
