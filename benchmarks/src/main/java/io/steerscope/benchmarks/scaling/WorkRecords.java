package io.steerscope.benchmarks.scaling;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;

/** Jobs and images of the toy world without end; the seed tells them apart. */
final class WorkRecords {

    private static final String EXPERIMENT = "scale-out";
    private static final int IMAGES = 64;
    private static final List<String> COLOURS = List.of("red", "blue", "green", "yellow");

    private final GeneratorSettings settings;
    private final List<ImageData> images;

    /** @param generator bundle for which the jobs are */
    WorkRecords(SdxlBundle generator) {
        GenerationSettings own = GenerationSettings.defaultsOf(generator);
        this.settings = new GeneratorSettings(
                generator.id(),
                own.scheduler().id(),
                own.steps(),
                own.guidanceScale(),
                null,
                own.width(),
                own.height(),
                Dtype.FLOAT32.id());
        this.images = pictures(own.width(), own.height()).stream()
                .map(WorkRecords::data)
                .toList();
    }

    /** Pictures of random gradients with some noise, so that a PNG of them is about as long as of the toy world. */
    static List<RgbImage> pictures(int width, int height) {
        Random random = new Random(1);
        return IntStream.range(0, IMAGES)
                .mapToObj(i -> picture(width, height, random))
                .toList();
    }

    /** A job. */
    GenerationJob job(long seed) {
        return new GenerationJob(identity(seed), "colour", prompt(seed), prompt(seed + 1), List.of(), settings, null);
    }

    /** An image. */
    GeneratedImage image(long seed) {
        return new GeneratedImage(
                identity(seed),
                "colour",
                prompt(seed),
                prompt(seed + 1),
                null,
                images.get((int) (seed % IMAGES)),
                settings,
                new GeneratorStamp(settings.getBundleId(), "0".repeat(64), "0", 0.0, null),
                false,
                Instant.EPOCH,
                null);
    }

    /** What tells a record from all others. */
    static Identity identity(long seed) {
        return new Identity(EXPERIMENT, "pair-" + seed % IMAGES, "lerp", 0.5, seed);
    }

    private static String prompt(long seed) {
        return "one large " + COLOURS.get((int) (seed % COLOURS.size()))
                + " plain car in the center on grass in the sun";
    }

    private static RgbImage picture(int width, int height, Random random) {
        byte[] rgb = new byte[width * height * 3];
        int slope = random.nextInt(3);
        int start = random.nextInt(128);
        for (int i = 0; i < rgb.length; i++) {
            int row = i / (width * 3);
            rgb[i] = (byte) (start + row * slope + random.nextInt(64));
        }
        return new RgbImage(width, height, rgb);
    }

    private static ImageData data(RgbImage picture) {
        byte[] bytes = PngEncoder.encode(picture);
        return new ImageData(
                ByteBuffer.wrap(bytes),
                null,
                Sha256.hex(bytes),
                PngEncoder.MEDIA_TYPE,
                picture.width(),
                picture.height());
    }
}
