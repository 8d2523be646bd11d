package io.steerscope.producer.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.producer.publish.ProductionException;
import io.steerscope.schemas.text.FailureLine;

/** The bytes of images in their order, read by several threads ahead of whoever takes them, within bounds. */
final class ImagesAhead implements AutoCloseable {

    private static final int MOST_IMAGES = 256;
    private static final long MOST_BYTES = 64L << 20;

    /**
     * An image that was read.
     *
     * @param index its position in the set
     */
    record Read(int index, byte[] bytes) {}

    private record Ahead(int index, Future<byte[]> bytes) {}

    private final ImageSet set;
    private final ImageContents contents;
    private final Iterator<Integer> indices;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final ExecutorService readers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private long bytes;
    private int next = -1;

    ImagesAhead(ImageSet set, ImageContents contents, List<Integer> indices) {
        this.set = set;
        this.contents = contents;
        this.indices = indices.iterator();
    }

    boolean hasNext() {
        return !ahead.isEmpty() || next >= 0 || indices.hasNext();
    }

    /** Bytes of the next image. */
    long nextBytes() {
        fill();
        return size(ahead.element().index());
    }

    /** @throws ProductionException if it cannot be read, or is another than it was when it was checked */
    Read take() {
        fill();
        Ahead first = ahead.remove();
        bytes -= size(first.index());
        try {
            return new Read(first.index(), first.bytes().get());
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof ProductionException known
                    ? known
                    : new ProductionException(
                            "%s cannot be read any more: %s".formatted(file(first.index()), FailureLine.of(cause)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProductionException("interrupted while images were read", e);
        }
    }

    private void fill() {
        while (next >= 0 || indices.hasNext()) {
            int index = next >= 0 ? next : indices.next();
            next = index;
            boolean fits = ahead.size() < MOST_IMAGES && bytes + size(index) <= MOST_BYTES;
            if (!fits && !ahead.isEmpty()) {
                return;
            }
            next = -1;
            bytes += size(index);
            ahead.add(new Ahead(index, readers.submit(() -> read(index))));
        }
    }

    private byte[] read(int index) throws IOException {
        byte[] content = contents.read(index);
        if (!Sha256.hex(content).equals(set.images().get(index).encoded().sha256())) {
            throw new ProductionException(
                    "%s has changed since it was checked: run the same command again".formatted(file(index)));
        }
        return content;
    }

    private String file(int index) {
        return set.images().get(index).file();
    }

    private long size(int index) {
        return set.images().get(index).encoded().sizeBytes();
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
