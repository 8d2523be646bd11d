package io.steerscope.app.pictures;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.steerscope.app.failure.Reason;
import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.image.ClipImageReader;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.text.VisibleText;

/**
 * Reads image files ahead of a model: all processors decode and resize while it runs, and no more than two batches of
 * pixel values wait for it, however many files there are.
 */
public final class PictureReader implements AutoCloseable {

    /**
     * A picture that could be read.
     *
     * @param index which of the files
     * @param sha256 of the file, 32 bytes
     * @param pixels pixel values {@code [3, H, W]}
     */
    public record Picture(int index, Path file, byte[] sha256, float[] pixels) {}

    /**
     * The next files.
     *
     * @param pictures those that could be read
     * @param unreadable one line for each of the others, which names the file and what is wrong with it
     */
    public record Batch(List<Picture> pictures, List<String> unreadable) {

        /** Copies the lists. */
        public Batch {
            pictures = List.copyOf(pictures);
            unreadable = List.copyOf(unreadable);
        }
    }

    private record Ahead(Path file, Future<Picture> picture) {}

    private final List<Path> files;
    private final Iterator<Integer> indices;
    private final ClipImageReader reader;
    private final long mostBytes;
    private final int size;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final ExecutorService decoders =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    /**
     * @param limits of a file and its pixels
     * @param size most pictures of a batch
     */
    public PictureReader(List<Path> files, ImageEncodingBundle bundle, RecordLimits limits, int size) {
        this.files = List.copyOf(files);
        this.indices = IntStream.range(0, files.size()).iterator();
        this.reader = new ClipImageReader(bundle, limits.imagePixels());
        this.mostBytes = limits.imageBytes();
        this.size = size;
    }

    /** Whether there are further files. */
    public boolean hasNext() {
        return !ahead.isEmpty() || indices.hasNext();
    }

    /** The next batch, of fewer pictures at the end of the files. */
    public Batch next() {
        while (ahead.size() < 2 * size && indices.hasNext()) {
            int index = indices.next();
            ahead.add(new Ahead(files.get(index), decoders.submit(() -> read(index))));
        }
        List<Picture> pictures = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        while (pictures.size() < size && !ahead.isEmpty()) {
            Ahead next = ahead.remove();
            try {
                pictures.add(next.picture().get());
            } catch (ExecutionException e) {
                unreadable.add(VisibleText.of(next.file() + ": " + reason(Objects.requireNonNull(e.getCause()))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while images were read", e);
            }
        }
        return new Batch(pictures, unreadable);
    }

    @Override
    public void close() {
        decoders.shutdownNow();
    }

    private Picture read(int index) throws IOException {
        Path file = files.get(index);
        byte[] bytes = bytes(file, mostBytes);
        return new Picture(index, file, Sha256.digest(bytes), reader.read(bytes));
    }

    /** The file, of which one byte more than the limit is read at most: not every file has a length. */
    static byte[] bytes(Path file, long most) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > most) {
            throw new IOException(
                    "has %d bytes, more than the limit of %d (--max-image-bytes)".formatted(Files.size(file), most));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw new IOException("has more bytes than the limit of " + most + " (--max-image-bytes)");
            }
            return bytes;
        }
    }

    /** In words; a failure that nobody foresaw is named by its type, and costs no other image its place. */
    private static String reason(Throwable failure) {
        if (failure instanceof IOException io) {
            return Reason.of(io);
        }
        if (failure instanceof ImageDecodingException decoding) {
            return String.valueOf(decoding.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            return "takes more memory than there is (STEERSCOPE_JAVA_OPTIONS=-Xmx.. gives more)";
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
