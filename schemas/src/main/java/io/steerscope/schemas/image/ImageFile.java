package io.steerscope.schemas.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;

/**
 * Reads the file that a record names. The name comes from outside: nothing but a regular file of a known length within
 * the limit is opened, for a pipe may never answer and a device may never end.
 */
final class ImageFile {

    private static final int MOST_URI_CHARACTERS = 4_096;

    private final ImageAccess access;

    ImageFile(ImageAccess access) {
        this.access = access;
    }

    byte[] read(String uri) throws ImageContentException {
        Path file = locate(uri);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw invalid("image uri " + EncodedImage.quoted(uri) + " names no regular file");
            }
            EncodedImage.requireLength("image file " + EncodedImage.quoted(file.toString()), attributes.size(), access);
            return read(file, (int) attributes.size());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Path locate(String uri) throws ImageContentException {
        Path file = parse(uri);
        Path folder = access.folder();
        if (folder == null) {
            return file;
        }
        try {
            Path realFolder = folder.toRealPath();
            if (!file.startsWith(folder) && !file.startsWith(realFolder)) {
                throw outside(uri, folder);
            }
            Path real = file.toRealPath();
            if (!real.startsWith(realFolder)) {
                throw outside(uri, folder);
            }
            return real;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path parse(String uri) throws ImageContentException {
        if (uri.length() > MOST_URI_CHARACTERS) {
            throw invalid("image uri " + EncodedImage.quoted(uri) + " has " + uri.length() + " characters, more than "
                    + MOST_URI_CHARACTERS);
        }
        try {
            URI parsed = URI.create(uri);
            if ("file".equalsIgnoreCase(parsed.getScheme())) {
                return Path.of(parsed).normalize();
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw invalid("image uri " + EncodedImage.quoted(uri) + " names no file; only file: is read");
    }

    /** As many bytes as the file had when it was looked at: one that grows meanwhile is not followed. */
    private static byte[] read(Path file, int length) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length || in.read() >= 0) {
                throw new IOException("its length changed while it was read");
            }
            return bytes;
        }
    }

    private static ImageContentException outside(String uri, Path folder) {
        return invalid("image uri " + EncodedImage.quoted(uri) + " lies outside of the image folder " + folder);
    }

    private static ImageContentException invalid(String message) {
        return new ImageContentException(FailureKind.INVALID_REQUEST, message, null);
    }

    private static ImageContentException unreadable(Path file, IOException failure) {
        String reason = failure instanceof NoSuchFileException
                ? "no such file"
                : failure instanceof AccessDeniedException ? "permission denied" : FailureLine.of(failure);
        return new ImageContentException(
                FailureKind.MISSING_IMAGE,
                "image file " + EncodedImage.quoted(file.toString()) + " cannot be read: " + reason,
                failure);
    }
}
