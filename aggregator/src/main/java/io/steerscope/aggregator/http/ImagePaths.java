package io.steerscope.aggregator.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** Paths of the API to images. */
final class ImagePaths {

    private ImagePaths() {}

    /** Where an image is described. */
    static String image(Identity identity) {
        return "/api/experiments/%s/images/%s/%s/%s/%d"
                .formatted(
                        encoded(identity.getExperimentId()),
                        encoded(identity.getPairId()),
                        encoded(identity.getMethod()),
                        RecordKeys.alphaText(identity.getAlpha()),
                        identity.getSeed());
    }

    /** Where the pixels that a score judged are; empty where the score does not say where its image is. */
    static Optional<String> content(MarginScore score) {
        return score.getImagePosition() == null
                ? Optional.empty()
                : Optional.of(image(score.getIdentity()) + "/content?sha256=" + score.getImageSha256());
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
