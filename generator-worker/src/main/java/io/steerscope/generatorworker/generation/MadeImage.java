package io.steerscope.generatorworker.generation;

import java.time.Instant;
import java.util.List;

import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.ImageSummary;

/**
 * What the stage makes of a job.
 *
 * @param image the image
 * @param summary the same without its bytes
 */
public record MadeImage(GeneratedImage image, ImageSummary summary) {

    /**
     * @param sourceTruncated whether a text encoder cut the source prompt
     * @param truncatedPrompts all prompts that a text encoder cut
     * @param finished when the image was finished
     */
    static MadeImage of(
            GenerationJob job,
            StoredImage stored,
            GeneratorStamp stamp,
            boolean sourceTruncated,
            List<String> truncatedPrompts,
            Instant finished) {
        GeneratedImage image = GeneratedImage.newBuilder()
                .setIdentity(job.getIdentity())
                .setCategory(job.getCategory())
                .setSource(job.getSource())
                .setTarget(job.getTarget())
                .setImage(stored.data())
                .setSettings(job.getSettings())
                .setGenerator(stamp)
                .setSourceTruncated(sourceTruncated)
                .setGeneratedAt(finished)
                .setPlace(job.getPlace())
                .build();
        ImageSummary summary = ImageSummary.newBuilder()
                .setIdentity(job.getIdentity())
                .setCategory(job.getCategory())
                .setSha256(stored.data().getSha256())
                .setMediaType(stored.data().getMediaType())
                .setWidth(stored.data().getWidth())
                .setHeight(stored.data().getHeight())
                .setSizeBytes(stored.sizeBytes())
                .setGenerator(stamp)
                .setSourceTruncated(sourceTruncated)
                .setTruncatedPrompts(truncatedPrompts)
                .setGeneratedAt(finished)
                .build();
        return new MadeImage(image, summary);
    }
}
