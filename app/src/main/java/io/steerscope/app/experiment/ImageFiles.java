package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.steerscope.app.files.AtomicFile;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.image.ImageContentException;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.Identity;

/**
 * The images of an experiment as files: {@code category/pair_method_aALPHA_sSEED.png}, the unsteered ones in a folder
 * of their own.
 */
public final class ImageFiles {

    private final RunFolder folder;

    /** @param folder the folder of a run */
    public ImageFiles(RunFolder folder) {
        this.folder = folder;
    }

    /** Writes an image unless a file of its length is there: an image is the same each time it is made. */
    void write(GeneratedImage image) throws IOException {
        byte[] bytes = bytes(image);
        Path file = file(image.getCategory(), image.getIdentity());
        if (!Files.exists(file) || Files.size(file) != bytes.length) {
            AtomicFile.write(file, bytes);
        }
    }

    /** An image; empty where its file is not there or cannot be read. */
    public Optional<byte[]> png(String category, Identity identity) {
        Path file = file(category, identity);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where the image with this identity is, or will be. */
    public Path file(String category, Identity identity) {
        Path images = UnsteeredImage.named(identity.getMethod()).isPresent() ? folder.baseline() : folder.images();
        return images.resolve(category.replaceAll("[^\\p{L}\\p{N} ._-]|^\\.+", "_"))
                .resolve("%s_%s_a%s_s%d.png"
                        .formatted(
                                identity.getPairId(),
                                identity.getMethod(),
                                RecordKeys.alphaText(identity.getAlpha()),
                                identity.getSeed()));
    }

    private static byte[] bytes(GeneratedImage image) throws IOException {
        try {
            return EncodedImage.bytes(image.getImage());
        } catch (ImageContentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
