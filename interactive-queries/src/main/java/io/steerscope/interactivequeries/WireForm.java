package io.steerscope.interactivequeries;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.streams.KeyValue;

/**
 * Entries of some partitions as bytes, numbers in network byte order:
 *
 * <pre>
 * answer    = magic, int32 partitions { partition } magic
 * partition = int32 number, int32 entries { entry }
 * entry     = int32 length, key, int32 length, value
 * magic     = "SSP1"
 * </pre>
 *
 * <p>The magic ends the answer too, so that a cut one is never taken for a whole one.
 */
final class WireForm {

    private static final int MAGIC = 0x53535031;
    private static final int SMALLEST_PARTITION = 2 * Integer.BYTES;
    private static final int SMALLEST_ENTRY = 2 * Integer.BYTES;

    private WireForm() {}

    static byte[] write(SortedMap<Integer, List<KeyValue<byte[], byte[]>>> partitions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(partitions.size());
            for (Map.Entry<Integer, List<KeyValue<byte[], byte[]>>> partition : partitions.entrySet()) {
                out.writeInt(partition.getKey());
                out.writeInt(partition.getValue().size());
                for (KeyValue<byte[], byte[]> entry : partition.getValue()) {
                    write(out, entry.key);
                    write(out, entry.value);
                }
            }
            out.writeInt(MAGIC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws MalformedAnswerException if the bytes are anything but a whole answer */
    static SortedMap<Integer, List<KeyValue<byte[], byte[]>>> read(byte[] bytes) throws MalformedAnswerException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        magic(in, "begin");
        int count = count(in, SMALLEST_PARTITION, "partitions");
        SortedMap<Integer, List<KeyValue<byte[], byte[]>>> partitions = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int partition = number(in);
            if (partition < 0 || partitions.put(partition, entries(in)) != null) {
                throw new MalformedAnswerException(
                        "it holds partition " + partition + " twice or has no such partition");
            }
        }
        magic(in, "end");
        if (in.hasRemaining()) {
            throw new MalformedAnswerException(in.remaining() + " bytes follow its end");
        }
        return partitions;
    }

    private static List<KeyValue<byte[], byte[]>> entries(ByteBuffer in) throws MalformedAnswerException {
        int count = count(in, SMALLEST_ENTRY, "entries");
        List<KeyValue<byte[], byte[]>> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] key = text(in);
            entries.add(KeyValue.pair(key, text(in)));
        }
        return entries;
    }

    private static void write(DataOutputStream out, byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
    }

    private static byte[] text(ByteBuffer in) throws MalformedAnswerException {
        byte[] text = new byte[count(in, 1, "bytes")];
        in.get(text);
        return text;
    }

    /** A number of things, each of which takes at least {@code size} bytes of what is left. */
    private static int count(ByteBuffer in, int size, String what) throws MalformedAnswerException {
        int count = number(in);
        if (count < 0 || count > in.remaining() / size) {
            throw new MalformedAnswerException(
                    "it promises %d %s with %d bytes left".formatted(count, what, in.remaining()));
        }
        return count;
    }

    private static int number(ByteBuffer in) throws MalformedAnswerException {
        if (in.remaining() < Integer.BYTES) {
            throw new MalformedAnswerException("it ends too early, after " + in.limit() + " bytes");
        }
        return in.getInt();
    }

    private static void magic(ByteBuffer in, String where) throws MalformedAnswerException {
        if (number(in) != MAGIC) {
            throw new MalformedAnswerException(
                    "it does not " + where + " with SSP1; is the other one of this version?");
        }
    }
}
