package io.steerscope.app.analogies;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of any size in the address space, little-endian; memory holds what is in use. */
final class MappedFile {

    private static final int SEGMENT_BITS = 30;
    private static final long SEGMENT = 1L << SEGMENT_BITS;

    private final MappedByteBuffer[] segments;
    private final long size;

    private MappedFile(MappedByteBuffer[] segments, long size) {
        this.segments = segments;
        this.size = size;
    }

    static MappedFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            MappedByteBuffer[] segments = new MappedByteBuffer[(int) ((size + SEGMENT - 1) >> SEGMENT_BITS)];
            for (int i = 0; i < segments.length; i++) {
                long start = i * SEGMENT;
                // A number that begins in one segment may end in the next.
                long length = Math.min(SEGMENT + Float.BYTES - 1, size - start);
                segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
                segments[i].order(ByteOrder.LITTLE_ENDIAN);
            }
            return new MappedFile(segments, size);
        }
    }

    /** Bytes of the file. */
    long size() {
        return size;
    }

    byte get(long at) {
        return segments[(int) (at >> SEGMENT_BITS)].get((int) (at & SEGMENT - 1));
    }

    /** The number in the four bytes from there on. */
    float getFloat(long at) {
        return segments[(int) (at >> SEGMENT_BITS)].getFloat((int) (at & SEGMENT - 1));
    }
}
