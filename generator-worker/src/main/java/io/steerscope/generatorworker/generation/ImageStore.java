package io.steerscope.generatorworker.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.schemas.record.ImageData;

/**
 * Encodes images and puts them where they belong. A file is named by the SHA-256 of its content, so making an image
 * again leaves the same file, and no file is ever replaced by another.
 */
final class ImageStore {

    private final ImagePlacement placement;

    ImageStore(ImagePlacement placement) {
        this.placement = placement;
    }

    /**
     * Encodes {@code image} as PNG.
     *
     * @throws IOException if a file is needed and cannot be written
     */
    StoredImage put(RgbImage image) throws IOException {
        byte[] bytes = PngEncoder.encode(image);
        String sha256 = Sha256.hex(bytes);
        Path directory = placement.directory();
        ByteBuffer content = null;
        String uri = null;
        if (directory == null || bytes.length <= placement.inlineLimitBytes()) {
            content = ByteBuffer.wrap(bytes);
        } else {
            uri = write(directory, sha256, bytes).toUri().toString();
        }
        ImageData data = new ImageData(content, uri, sha256, PngEncoder.MEDIA_TYPE, image.width(), image.height());
        return new StoredImage(data, bytes.length);
    }

    private static Path write(Path directory, String sha256, byte[] bytes) throws IOException {
        Path file = directory.resolve(sha256.substring(0, 2)).resolve(sha256 + ".png");
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), sha256, ".part");
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return file;
    }
}
