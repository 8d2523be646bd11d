package io.steerscope.producer.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.identity.RecordKeys;

/**
 * The images of one source, checked.
 *
 * @param experimentId the experiment that they belong to
 * @param measure what scores say of them
 * @param images at least one, each of another key
 * @param smallestEffect smallest effect of interest, or null to leave that of the experiment, if it has one
 */
public record ImageSet(
        String experimentId, Measure measure, List<IngestedImage> images, @Nullable EffectThreshold smallestEffect) {

    /** @throws IllegalArgumentException if there is no image, or the id cannot stand in a key */
    public ImageSet {
        RecordKeys.checkId("experiment id", experimentId);
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there is no image to ingest");
        }
        if (smallestEffect != null) {
            smallestEffect.requireAtMost(EffectThreshold.MOST_MARGIN);
        }
    }

    /** SHA-256, in lower-case hexadecimal, of the keys and bytes of all images, whatever their order. */
    public String sha256() {
        MessageDigest digest = Sha256.newDigest();
        images.stream()
                .map(image -> RecordKeys.jobKey(image.identity(experimentId)) + "\t"
                        + image.encoded().sha256() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
