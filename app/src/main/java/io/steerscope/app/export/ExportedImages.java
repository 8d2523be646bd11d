package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.image.ImageAccess;
import io.steerscope.schemas.image.ImageContentException;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.Identity;

/** The image files of an export: {@code category/pair_method_aALPHA_sSEED.png}, as in the folder of a run. */
final class ExportedImages {

    private final Path folder;
    private final Map<String, Written> written = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private @Nullable String firstProblem;
    private int problems;

    /** A file: its path relative to the folder, and its length. */
    record Written(String file, String sha256, long bytes) {}

    ExportedImages(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes an image in the place of an earlier one of its key; one whose content is not to be had is counted. */
    void write(String key, GeneratedImage image) throws IOException {
        byte[] bytes;
        try {
            bytes = EncodedImage.bytes(image.getImage(), ImageAccess.DEFAULT);
        } catch (ImageContentException e) {
            problems++;
            firstProblem = firstProblem == null ? key + ": " + e.getMessage() : firstProblem;
            return;
        }
        String file = name(image);
        String owner = owners.putIfAbsent(file.toLowerCase(Locale.ROOT), key);
        if (owner != null && !owner.equals(key)) {
            file = name(image)
                    .replaceFirst("(?=\\.[^.]*$)", "-" + image.getImage().getSha256());
        }
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        written.put(key, new Written(file, image.getImage().getSha256(), bytes.length));
    }

    /** The file of a key, or null if there is none. */
    @Nullable
    Written of(String key) {
        return written.get(key);
    }

    int count() {
        return written.size();
    }

    /** How many images had no content that could be read. */
    int problems() {
        return problems;
    }

    /** The first of them and why; null if there is none. */
    @Nullable
    String firstProblem() {
        return firstProblem;
    }

    private static String name(GeneratedImage image) {
        Identity identity = image.getIdentity();
        return "%s/%s_%s_a%s_s%d.%s"
                .formatted(
                        image.getCategory().replaceAll("[^\\p{L}\\p{N} ._-]|^\\.+", "_"),
                        identity.getPairId(),
                        identity.getMethod(),
                        RecordKeys.alphaText(identity.getAlpha()),
                        identity.getSeed(),
                        extension(image.getImage().getMediaType()));
    }

    private static String extension(String mediaType) {
        return switch (mediaType) {
            case "image/jpeg" -> "jpg";
            case "image/webp" -> "webp";
            case "image/gif" -> "gif";
            case "image/bmp" -> "bmp";
            case "image/tiff" -> "tiff";
            default -> "png";
        };
    }
}
