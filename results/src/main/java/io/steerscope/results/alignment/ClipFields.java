package io.steerscope.results.alignment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a group of cosines as those of clips: estimates and intervals on the scale of clip, and nothing that
 * tests against 0 or counts what lies above it.
 */
public final class ClipFields {

    private static final Set<String> PLAIN = Set.of(
            "n",
            "planned_n",
            "at",
            "clusters",
            "planned_clusters",
            "df",
            "partial_items",
            "primary_sequence",
            "burn_in",
            "bootstrap_resamples");
    private static final Set<String> SCALED =
            Set.of("median", "sd", "standard_error", "bootstrap_tolerance", "bootstrap_mc_error");

    private ClipFields() {}

    /**
     * The fields that an alignment has, in their order; {@code mean} is named {@code clip}, and {@code clamped}, which
     * is {@code max(0, clip)}, follows it.
     *
     * @param fields figures of cosines by field name, as summaries of margins name them
     */
    public static Map<String, Object> of(Map<String, Object> fields) {
        Map<String, Object> clips = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.equals("mean")) {
                double clip = Clip.FACTOR * (Double) value;
                clips.put("clip", clip);
                clips.put("clamped", Clip.clamped(clip));
            } else if (PLAIN.contains(name)) {
                clips.put(name, value);
            } else if (SCALED.contains(name) || isInterval(name)) {
                clips.put(name, scaled(value));
            }
        });
        return clips;
    }

    /** Names of intervals carry their level: {@code ci95_t}, {@code bootstrap95_bca}, {@code t_cs95_two_sided}. */
    private static boolean isInterval(String name) {
        return name.matches("ci[0-9.]+_t|bootstrap[0-9.]+_(percentile|bca)|(asymp|t)_cs[0-9.]+_two_sided");
    }

    private static @Nullable Object scaled(Object value) {
        if (value instanceof List<?> bounds) {
            return bounds.stream().map(ClipFields::scaled).toList();
        }
        return Clip.FACTOR * (Double) value;
    }
}
