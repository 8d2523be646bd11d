package io.steerscope.results.stopping;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of the images of a cell, or of an experiment.
 *
 * @param planned images that are planned
 * @param most images of the design, those included that are only made while a cell is undecided
 * @param made images that there are
 * @param failed images that were given up
 * @param skipped images that were not made because they were not wanted any more
 */
public record ImageCounts(long planned, long most, long made, long failed, long skipped) {

    /** Images made per planned image; null where none is planned. */
    public @Nullable Double shareMade() {
        return planned == 0 ? null : Double.valueOf((double) made / planned);
    }

    /** Images that are neither there nor given up nor skipped. */
    long open() {
        return Math.max(0, most - made - failed - skipped);
    }

    ImageCounts plus(ImageCounts other) {
        return new ImageCounts(
                planned + other.planned,
                most + other.most,
                made + other.made,
                failed + other.failed,
                skipped + other.skipped);
    }

    /** By field name. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("planned", planned);
        if (most != planned) {
            fields.put("most", most);
        }
        fields.put("made", made);
        fields.put("failed", failed);
        fields.put("skipped", skipped);
        if (shareMade() != null) {
            fields.put("share_made", shareMade());
        }
        return fields;
    }
}
