package io.steerscope.scorerworker.scoring;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;

/** Images to score. */
final class Images {

    static final Path BUNDLE = Path.of("..", "inference", "src", "test", "resources", "bundles", "tiny-clip");

    private Images() {}

    static ClipBundle bundle() {
        return (ClipBundle) ModelBundle.open(BUNDLE);
    }

    static byte[] png(int seed) {
        byte[] rgb = new byte[80 * 64 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (seed * 37 + i * (seed + 3) / 5);
        }
        return PngEncoder.encode(new RgbImage(80, 64, rgb));
    }

    static GeneratedImage inline(int seed) {
        byte[] bytes = png(seed);
        return image(seed, "a blue car", data(bytes, null, sha256(bytes)));
    }

    static GeneratedImage placed(int place) {
        GeneratedImage image = inline(1);
        return new GeneratedImage(
                image.getIdentity(),
                image.getCategory(),
                image.getSource(),
                image.getTarget(),
                image.getMeasure(),
                image.getImage(),
                image.getSettings(),
                image.getGenerator(),
                image.getSourceTruncated(),
                image.getGeneratedAt(),
                place);
    }

    static GeneratedImage image(long seed, String target, ImageData data) {
        return new GeneratedImage(
                new Identity("experiment", "pair-1", "lerp", 0.5, seed),
                "colour",
                "a red car",
                target,
                null,
                data,
                new GeneratorSettings("toy", "euler", 8, 5.0, null, 80, 64, null),
                new GeneratorStamp("toy", "0".repeat(64), "1", 3.0, null),
                false,
                Instant.EPOCH,
                null);
    }

    static ImageData data(byte @Nullable [] bytes, @Nullable String uri, String sha256) {
        return new ImageData(bytes == null ? null : ByteBuffer.wrap(bytes), uri, sha256, "image/png", 80, 64);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
