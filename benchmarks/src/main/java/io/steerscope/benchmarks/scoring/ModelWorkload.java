package io.steerscope.benchmarks.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.device.Device;

/** Pixel values to embeddings: the image encoder alone. */
final class ModelWorkload implements ScoringWorkload {

    private final ClipModel model;
    private final List<float[]> pixels = new ArrayList<>();

    ModelWorkload(ClipBundle bundle, int images, int threads, int parallelBatches) {
        model = ClipModel.open(bundle, Device.CPU, threads, parallelBatches);
        Random random = new Random(1);
        for (int i = 0; i < images; i++) {
            float[] values = new float[3 * bundle.imageHeight() * bundle.imageWidth()];
            for (int k = 0; k < values.length; k++) {
                values[k] = (float) random.nextGaussian();
            }
            pixels.add(values);
        }
    }

    @Override
    public List<Double> run() {
        model.encodeImages(pixels);
        return List.of();
    }

    @Override
    public void close() {
        model.close();
    }
}
