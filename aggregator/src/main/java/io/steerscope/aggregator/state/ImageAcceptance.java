package io.steerscope.aggregator.state;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.ImageSummary;

/** Which summaries of images count. One that does not is logged and left out. */
public final class ImageAcceptance {

    private ImageAcceptance() {}

    /** Whether a record of the image summaries counts; a tombstone under a key does. */
    public static boolean accepts(@Nullable String key, @Nullable ImageSummary image) {
        return LeftOut.accepts("image summary", key, problem(key, image));
    }

    private static Optional<String> problem(@Nullable String key, @Nullable ImageSummary image) {
        if (key == null) {
            return Optional.of("it has no key");
        }
        try {
            String own = image == null ? key : RecordKeys.jobKey(image.getIdentity());
            return own.equals(key) ? Optional.empty() : Optional.of("it belongs under key " + own);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
