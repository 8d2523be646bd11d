package io.steerscope.app.command;

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

import io.steerscope.app.failure.Reason;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.image.ClipImageReader;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.text.VisibleText;

/**
 * Embeddings of image files, in the order of the files.
 *
 * @param images those that could be read
 * @param unreadable one line for each of the others, which names the file and what is wrong with it
 */
record EmbeddedImages(List<EmbeddedImage> images, List<String> unreadable) {

    EmbeddedImages {
        images = List.copyOf(images);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * An image file and its embedding.
     *
     * @param embedding {@code [D]}, of Euclidean length 1
     */
    record EmbeddedImage(Path file, float[] embedding) {}

    private record Pixels(Path file, Future<float[]> values) {}

    /**
     * Reads and embeds files. All processors decode and resize while the model runs; no more than two batches of pixel
     * values wait for it, however many files there are.
     *
     * @param limits of a file and its pixels
     */
    static EmbeddedImages of(List<Path> files, ClipModel clip, RecordLimits limits) {
        ExecutorService decoders =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return embed(files.iterator(), clip, limits, decoders);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while images were read", e);
        } finally {
            decoders.shutdownNow();
        }
    }

    private static EmbeddedImages embed(
            Iterator<Path> files, ClipModel clip, RecordLimits limits, ExecutorService decoders)
            throws InterruptedException {
        ClipImageReader reader = new ClipImageReader(clip.bundle(), limits.imagePixels());
        int batchSize = clip.bundle().batchSize();
        Deque<Pixels> ahead = new ArrayDeque<>();
        List<EmbeddedImage> images = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        do {
            while (ahead.size() < 2 * batchSize && files.hasNext()) {
                Path file = files.next();
                ahead.add(new Pixels(file, decoders.submit(() -> reader.read(bytes(file, limits.imageBytes())))));
            }
            List<Path> read = new ArrayList<>();
            List<float[]> values = new ArrayList<>();
            while (values.size() < batchSize && !ahead.isEmpty()) {
                Pixels next = ahead.remove();
                try {
                    values.add(next.values().get());
                    read.add(next.file());
                } catch (ExecutionException e) {
                    unreadable.add(VisibleText.of(next.file() + ": " + reason(Objects.requireNonNull(e.getCause()))));
                }
            }
            float[][] embeddings = clip.encodeImages(values);
            for (int i = 0; i < embeddings.length; i++) {
                images.add(new EmbeddedImage(read.get(i), embeddings[i]));
            }
        } while (!ahead.isEmpty() || files.hasNext());
        return new EmbeddedImages(images, unreadable);
    }

    /** The file, of which one byte more than the limit is read at most: not every file has a length. */
    private static byte[] bytes(Path file, long most) throws IOException {
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
