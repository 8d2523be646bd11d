package io.steerscope.benchmarks.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipMargin;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;

/** PNG files to margins: decoding and resizing on threads of their own, while the model runs on earlier images. */
final class FilesWorkload implements ScoringWorkload {

    private static final int BATCHES_AHEAD = 4;

    private final ClipModel model;
    private final ThreadLocal<ClipPreprocessor> preprocessors;
    private final ExecutorService preparing;
    private final List<Path> files;
    private final int images;
    private final int batch;

    FilesWorkload(ClipBundle bundle, Path folder, int images, int threads, int parallelBatches) throws IOException {
        this.model = ClipModel.open(bundle, Device.CPU, threads, parallelBatches);
        this.preprocessors = ThreadLocal.withInitial(() -> new ClipPreprocessor(bundle));
        this.preparing = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        this.images = images;
        this.batch = bundle.batchSize() * parallelBatches;
        try (Stream<Path> entries = Files.list(folder)) {
            this.files = entries.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public List<Double> run() {
        List<TextEmbedding> texts = model.encodeTexts(List.of(ImageRecords.SOURCE, ImageRecords.TARGET));
        List<CompletableFuture<float[]>> pixels = new ArrayList<>();
        List<Double> margins = new ArrayList<>();
        for (int start = 0; start < images; start += batch) {
            while (pixels.size() < Math.min(images, start + BATCHES_AHEAD * batch)) {
                Path file = files.get(pixels.size() % files.size());
                pixels.add(CompletableFuture.supplyAsync(() -> pixels(file), preparing));
            }
            List<float[]> ready = new ArrayList<>();
            for (int i = start; i < Math.min(images, start + batch); i++) {
                ready.add(pixels.get(i).join());
            }
            for (float[] embedding : model.encodeImages(ready)) {
                margins.add(ClipMargin.of(
                                embedding, texts.get(0).vector(), texts.get(1).vector())
                        .value());
            }
        }
        return margins;
    }

    private float[] pixels(Path file) {
        try {
            return preprocessors.get().preprocess(ImageDecoder.decode(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        preparing.shutdown();
        model.close();
    }
}
