package io.steerscope.results.intake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Byte arrays in a file of their own, which is removed when it is closed. Used by one thread. */
public final class Spill implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final OutputStream out;
    private long length;
    private boolean buffered;

    /** Where an array is. */
    public record Place(long position, int length) {}

    private Spill(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
    }

    /**
     * A new file.
     *
     * @param file is replaced if it is there
     */
    public static Spill create(Path file) throws IOException {
        return new Spill(
                file,
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Adds an array. */
    public Place add(byte[] bytes) throws IOException {
        out.write(bytes);
        buffered = true;
        Place place = new Place(length, bytes.length);
        length += bytes.length;
        return place;
    }

    /** The array that was added. */
    public byte[] read(Place place) throws IOException {
        if (buffered) {
            out.flush();
            buffered = false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place.position() + bytes.position()) < 0) {
                throw new IOException(file + " ends too early");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
