package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.steerscope.app.failure.Reason;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.ImageDecodingException;

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
     */
    static EmbeddedImages of(List<Path> files, ClipModel clip) {
        ExecutorService decoders =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return embed(files.iterator(), clip, decoders);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while images were read", e);
        } finally {
            decoders.shutdownNow();
        }
    }

    private static EmbeddedImages embed(Iterator<Path> files, ClipModel clip, ExecutorService decoders)
            throws InterruptedException {
        ThreadLocal<ClipPreprocessor> preprocessors =
                ThreadLocal.withInitial(() -> new ClipPreprocessor(clip.bundle()));
        int batchSize = clip.bundle().batchSize();
        Deque<Pixels> ahead = new ArrayDeque<>();
        List<EmbeddedImage> images = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        do {
            while (ahead.size() < 2 * batchSize && files.hasNext()) {
                Path file = files.next();
                ahead.add(new Pixels(file, decoders.submit(() -> pixels(file, preprocessors.get()))));
            }
            List<Path> read = new ArrayList<>();
            List<float[]> values = new ArrayList<>();
            while (values.size() < batchSize && !ahead.isEmpty()) {
                Pixels next = ahead.remove();
                try {
                    values.add(next.values().get());
                    read.add(next.file());
                } catch (ExecutionException e) {
                    unreadable.add(next.file() + ": " + reason(e.getCause()));
                }
            }
            float[][] embeddings = clip.encodeImages(values);
            for (int i = 0; i < embeddings.length; i++) {
                images.add(new EmbeddedImage(read.get(i), embeddings[i]));
            }
        } while (!ahead.isEmpty() || files.hasNext());
        return new EmbeddedImages(images, unreadable);
    }

    private static float[] pixels(Path file, ClipPreprocessor preprocessor) throws IOException {
        return preprocessor.preprocess(ImageDecoder.decode(Files.readAllBytes(file)));
    }

    private static String reason(Throwable failure) {
        if (failure instanceof IOException io) {
            return Reason.of(io);
        }
        if (failure instanceof ImageDecodingException decoding) {
            return String.valueOf(decoding.getMessage());
        }
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        throw new IllegalStateException(failure);
    }
}
