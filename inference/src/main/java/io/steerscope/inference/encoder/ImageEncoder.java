package io.steerscope.inference.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.TorchModule;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * The image encoder of a bundle, ready to embed images. Thread-safe. Any number of images may be given: they are cut
 * into batches of the bundle's size, and the last batch is filled with copies.
 *
 * <p>Batches may run side by side, each on threads of its own. That uses the cores better than more threads for one
 * batch, which wait for each other after every operator, and it changes no bit of the results.
 */
public final class ImageEncoder implements AutoCloseable {

    private static final int CHANNELS = 3;

    private final ImageEncodingBundle bundle;
    private final OpenedResources opened;
    private final TorchModule module;
    private final int imageValues;
    private final Queue<HostTensor> idleBatches = new ConcurrentLinkedQueue<>();
    private final ExecutorService batches;

    private ImageEncoder(ImageEncodingBundle bundle, Device device, int parallelBatches, OpenedResources opened) {
        this.bundle = bundle;
        this.opened = opened;
        this.batches = Executors.newFixedThreadPool(parallelBatches, DaemonThreads.factory("image-encoder"));
        opened.add(batches, batches::shutdown);
        this.module = TorchModule.open(bundle.imageEncoder(), device, opened);
        this.imageValues = CHANNELS * bundle.imageHeight() * bundle.imageWidth();
    }

    /**
     * Loads the encoder and checks that it gives finite vectors of the right shape.
     *
     * @param threads intra-op threads, one number for all models of a process: see {@link TorchRuntime#start}
     * @param parallelBatches batches of images that run side by side, at least 1
     * @throws BundleException if the bundle cannot be used
     */
    public static ImageEncoder open(ImageEncodingBundle bundle, Device device, int threads, int parallelBatches) {
        TorchRuntime.start(threads);
        OpenedResources opened = new OpenedResources();
        try {
            return open(bundle, device, parallelBatches, opened);
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /**
     * As {@link #open(ImageEncodingBundle, Device, int, int)}, closed with others; {@link TorchRuntime#start} comes
     * first.
     */
    public static ImageEncoder open(
            ImageEncodingBundle bundle, Device device, int parallelBatches, OpenedResources opened) {
        ImageEncoder encoder = new ImageEncoder(bundle, device, parallelBatches, opened);
        encoder.module.requireFinite(encoder.encode(List.of(new float[encoder.imageValues]))[0]);
        return encoder;
    }

    /** The bundle that was opened. */
    public ImageEncodingBundle bundle() {
        return bundle;
    }

    /**
     * Embeds images.
     *
     * @param pixelValues {@code [3, H, W]} each, from {@link io.steerscope.inference.image.ClipPreprocessor}
     * @return {@code [D]} each, as the module gives them: of Euclidean length 1 for a CLIP or SigLIP; raw features of
     *     any length for an image encoder without texts that is not {@linkplain
     *     io.steerscope.inference.bundle.ImageBundle#normalised() normalised}
     */
    public float[][] encode(List<float[]> pixelValues) {
        List<CompletableFuture<float[][]>> running = new ArrayList<>();
        for (int start = 0; start < pixelValues.size(); start += bundle.batchSize()) {
            List<float[]> batch = pixelValues.subList(start, Math.min(pixelValues.size(), start + bundle.batchSize()));
            running.add(CompletableFuture.supplyAsync(() -> encodeBatch(batch), batches));
        }
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return running.stream()
                .map(CompletableFuture::join)
                .flatMap(Arrays::stream)
                .toArray(float[][]::new);
    }

    @Override
    public void close() {
        opened.close();
    }

    private float[][] encodeBatch(List<float[]> images) {
        int rows = bundle.batchSize();
        int width = bundle.embeddingDimension();
        HostTensor batch = idleBatches.poll();
        if (batch == null) {
            batch = new HostTensor(rows, CHANNELS, bundle.imageHeight(), bundle.imageWidth());
        }
        for (int row = 0; row < rows; row++) {
            float[] image = images.get(Math.min(row, images.size() - 1));
            if (image.length != imageValues) {
                throw new IllegalArgumentException(
                        image.length + " pixel values where " + bundle.id() + " takes " + imageValues);
            }
            batch.put(row * imageValues, image);
        }
        try (NDManager scope = module.newScope()) {
            NDList output = module.forward(new NDList(batch.in(scope)));
            return VectorRows.first(module.values(output.head(), rows, width), width, images.size());
        } finally {
            idleBatches.add(batch);
        }
    }
}
