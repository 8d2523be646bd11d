package io.steerscope.results.intake;

import java.util.Optional;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.ImageSummary;

/** The summary of an image names a job, and is small enough to be stored as it is. */
final class ImageSummaryRule implements RecordRule<ImageSummary> {

    /** The longest path of Linux. */
    private static final int FILE_LENGTH = 4_096;

    private final RecordLimits limits;

    ImageSummaryRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "image summary";
    }

    @Override
    public long mostBytes() {
        return Bounds.STORED_BYTES;
    }

    @Override
    public Optional<String> ownKey(ImageSummary image) {
        return Optional.of(RecordKeys.jobKey(image.getIdentity()));
    }

    @Override
    public boolean isKey(String key) {
        return Bounds.isJobKey(key);
    }

    @Override
    public Judgement<ImageSummary> judge(String key, ImageSummary image) {
        Bounds.text("category", image.getCategory(), limits.promptLength());
        Bounds.name("checksum", image.getSha256());
        Bounds.name("media type", image.getMediaType());
        Bounds.atLeast("width", image.getWidth(), 0);
        Bounds.atLeast("height", image.getHeight(), 0);
        Bounds.atLeast("size in bytes", image.getSizeBytes(), 0);
        if (image.getFile() != null) {
            Bounds.text("file name", image.getFile(), FILE_LENGTH);
        }
        GeneratorStamp generator = image.getGenerator();
        Bounds.name("generator's id", generator.getBundleId());
        Bounds.name("generator's checksum", generator.getBundleSha256());
        Bounds.name("generator's version", generator.getVersion());
        Bounds.nameOrNone("generator's type", generator.getDtype());
        Bounds.finite("duration", generator.getDurationMillis());
        for (String prompt : image.getTruncatedPrompts()) {
            Bounds.text("truncated prompt", prompt, limits.promptLength());
        }
        return new Judgement.Accepted<>(key, image);
    }
}
