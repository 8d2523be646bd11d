package io.steerscope.aggregator.state;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.ImageSummary;

/** Which summaries of images count. One that does not is logged and left out. */
public final class ImageAcceptance {

    private static final Logger LOG = LoggerFactory.getLogger(ImageAcceptance.class);

    private ImageAcceptance() {}

    /** Whether a record of the image summaries counts; a tombstone under a key does. */
    public static boolean accepts(@Nullable String key, @Nullable ImageSummary image) {
        Optional<String> problem = problem(key, image);
        problem.ifPresent(reason -> LOG.atWarn()
                .addKeyValue("key", key)
                .addKeyValue("reason", reason)
                .log("image summary was left out"));
        return problem.isEmpty();
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
