package io.steerscope.producer.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.ImageData;

/**
 * Puts encoded images where a generator puts its own: into the record, or, above the inline limit, into a file that the
 * record names. A file is named by the SHA-256 of its content, so that ingesting again leaves the same file.
 *
 * @param directory folder of large images; null to keep all in their records
 */
record ImagePlace(@Nullable Path directory) {

    /** @throws IOException if a file is needed and cannot be written */
    ImageData put(byte[] bytes, IngestedImage.Encoded encoded) throws IOException {
        ByteBuffer content = null;
        String uri = null;
        if (directory == null || bytes.length <= IngestSettings.INLINE_BYTES) {
            content = ByteBuffer.wrap(bytes);
        } else {
            uri = write(directory, encoded, bytes).toUri().toString();
        }
        return new ImageData(content, uri, encoded.sha256(), encoded.mediaType(), encoded.width(), encoded.height());
    }

    private static Path write(Path directory, IngestedImage.Encoded encoded, byte[] bytes) throws IOException {
        String sha256 = encoded.sha256();
        String ending = encoded.mediaType().substring(encoded.mediaType().indexOf('/') + 1);
        Path folder = directory.resolve(sha256.substring(0, 2));
        Path file = folder.resolve(sha256 + "." + ending);
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, sha256, ".part");
        try {
            Files.write(unfinished, bytes);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return file;
    }
}
