package io.steerscope.app.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the bytes of an image are. */
sealed interface ImageLocation {

    /** Number of bytes. */
    long size() throws IOException;

    /**
     * The bytes.
     *
     * @param most the most that are read
     * @throws IOException if there are more, or they cannot be read
     */
    byte[] read(long most) throws IOException;

    /** A file. */
    record InFile(Path file) implements ImageLocation {

        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        /** One byte more than the limit is read at most: not every file has a length. */
        @Override
        public byte[] read(long most) throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes((int) most + 1);
                if (bytes.length > most) {
                    throw new IOException("has more than " + most + " bytes");
                }
                return bytes;
            }
        }
    }

    /** A part of a file, as a member of a tar is. */
    record Within(Path file, long offset, long size) implements ImageLocation {

        @Override
        public byte[] read(long most) throws IOException {
            if (size > most) {
                throw new IOException("has " + size + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            try (FileChannel channel = FileChannel.open(file)) {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw new EOFException("ends early");
                    }
                }
            }
            return bytes.array();
        }
    }
}
