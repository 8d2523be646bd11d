package io.steerscope.app.pictures;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The finished rows of a table that is not: each with its length and checksum (CRC-32C), behind a line that names the
 * form and 32 bytes that say what the rows are of. What a crash left of the last row is cut off.
 */
final class PartFile implements AutoCloseable {

    private static final byte[] FORM = "steerscope embed 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BYTES = 1 << 28;

    private final Path file;
    private final FileChannel channel;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Map<Integer, Long> positions = new HashMap<>();
    private long end;

    private PartFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** A new file without rows, in the place of one that is there. */
    static PartFile create(Path file, byte[] identity) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        PartFile part = new PartFile(file, channel);
        part.pending.writeBytes(FORM);
        part.pending.writeBytes(identity);
        part.end = part.pending.size();
        part.flush();
        return part;
    }

    /** A file with the rows that are in it; empty if it is of something else. */
    static Optional<PartFile> open(Path file, byte[] identity) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PartFile part = new PartFile(file, channel);
        byte[] beginning = part.bytes(0, FORM.length + identity.length);
        byte[] expected = Arrays.copyOf(FORM, FORM.length + identity.length);
        System.arraycopy(identity, 0, expected, FORM.length, identity.length);
        if (!Arrays.equals(beginning, expected)) {
            channel.close();
            return Optional.empty();
        }
        part.end = beginning.length;
        part.findRows();
        return Optional.of(part);
    }

    /** Number of pictures that have a row. */
    int count() {
        return positions.size();
    }

    /** The row of a picture; empty if there is none. */
    Optional<EmbeddedPicture> get(int index) throws IOException {
        Long position = positions.get(index);
        if (position == null) {
            return Optional.empty();
        }
        EmbeddedPicture row = row(position);
        if (row == null) {
            throw new IOException(file + " was changed while it was read");
        }
        return Optional.of(row);
    }

    /** Adds a row, in the place of one that the picture had; it is kept once {@link #flush} returns. */
    void add(EmbeddedPicture row) throws IOException {
        byte[] content = content(row);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + Integer.BYTES)
                .putInt(content.length)
                .putInt((int) checksum.getValue());
        positions.put(row.index(), end);
        pending.writeBytes(head.array());
        pending.writeBytes(content);
        end += head.capacity() + content.length;
    }

    /** Writes what was added to the disk. */
    void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
        long start = end - bytes.capacity();
        while (bytes.hasRemaining()) {
            channel.write(bytes, start + bytes.position());
        }
        channel.force(false);
        pending.reset();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Closes and removes the file. */
    void delete() throws IOException {
        close();
        Files.deleteIfExists(file);
    }

    private void findRows() throws IOException {
        for (EmbeddedPicture row = row(end); row != null; row = row(end)) {
            positions.put(row.index(), end);
            end += 2L * Integer.BYTES
                    + ByteBuffer.wrap(bytes(end, Integer.BYTES)).getInt();
        }
        channel.truncate(end);
    }

    /** The row at a position, or null if there is no whole one. */
    private @Nullable EmbeddedPicture row(long position) throws IOException {
        byte[] head = bytes(position, 2 * Integer.BYTES);
        if (head.length < 2 * Integer.BYTES) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(head);
        int length = fields.getInt();
        if (length < 0 || length > MOST_BYTES) {
            return null;
        }
        byte[] content = bytes(position + head.length, length);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        if (content.length < length || (int) checksum.getValue() != fields.getInt()) {
            return null;
        }
        try {
            return row(ByteBuffer.wrap(content));
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static EmbeddedPicture row(ByteBuffer content) {
        int index = content.getInt();
        byte[] sha256 = new byte[32];
        content.get(sha256);
        float[] image = vector(content);
        List<float[]> texts = new ArrayList<>();
        while (content.hasRemaining()) {
            texts.add(vector(content));
        }
        return new EmbeddedPicture(index, sha256, image, texts);
    }

    private static float[] vector(ByteBuffer content) {
        float[] vector = new float[content.getInt()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = content.getFloat();
        }
        return vector;
    }

    private static byte[] content(EmbeddedPicture row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(row.index());
        out.write(row.sha256());
        write(row.image(), out);
        for (float[] text : row.texts()) {
            write(text, out);
        }
        return bytes.toByteArray();
    }

    private static void write(float[] vector, DataOutputStream out) throws IOException {
        out.writeInt(vector.length);
        for (float element : vector) {
            out.writeFloat(element);
        }
    }

    /** As many bytes as there are from a position on, up to {@code most}. */
    private byte[] bytes(long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - position)));
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {}
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
