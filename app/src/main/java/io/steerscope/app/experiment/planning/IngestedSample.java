package io.steerscope.app.experiment.planning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.producer.ingest.IngestedImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;

/** Some images that were made elsewhere, spread over the set, as the records that a scorer is given. */
final class IngestedSample {

    private static final int MOST = 32;

    private IngestedSample() {}

    static List<GeneratedImage> of(RunImages.Ingested ingested) {
        ImageSet set = ingested.set();
        int count = Math.min(MOST, set.images().size());
        List<GeneratedImage> sample = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = (int) ((long) i * set.images().size() / count);
            IngestedImage image = set.images().get(index);
            try {
                sample.add(record(set, image, ingested.contents().read(index)));
            } catch (IOException e) {
                throw new ActionableException(image.file() + ": " + Reason.of(e), e);
            }
        }
        return sample;
    }

    private static GeneratedImage record(ImageSet set, IngestedImage image, byte[] bytes) {
        IngestedImage.Encoded encoded = image.encoded();
        return GeneratedImage.newBuilder()
                .setIdentity(new Identity(
                        set.experimentId(), image.pair().pairId(), image.method(), image.alpha(), image.seed()))
                .setCategory(image.pair().category())
                .setSource(image.pair().source())
                .setTarget(image.pair().target())
                .setImage(new ImageData(
                        ByteBuffer.wrap(bytes),
                        null,
                        encoded.sha256(),
                        encoded.mediaType(),
                        encoded.width(),
                        encoded.height()))
                .setSettings(new GeneratorSettings(
                        image.generator(), "", 0, 0.0, null, encoded.width(), encoded.height(), null))
                .setGenerator(new GeneratorStamp(image.generator(), "", "", 0.0, null))
                .setSourceTruncated(false)
                .setGeneratedAt(Instant.EPOCH)
                .setMeasure(
                        set.measure() == Measure.MARGIN ? null : set.measure().recorded())
                .build();
    }
}
