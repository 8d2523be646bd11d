package io.steerscope.app.pictures;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.encoder.ImageEncoder;

/** A model that embeds pictures and, where its bundle has a text encoder, texts. Thread-safe. */
public final class PictureModel implements AutoCloseable {

    private final ImageEncoder images;
    private final @Nullable ClipModel clip;

    private PictureModel(ImageEncoder images, @Nullable ClipModel clip) {
        this.images = images;
        this.clip = clip;
    }

    /**
     * Loads a bundle.
     *
     * @param threads of one model operator
     * @param parallelBatches batches of pictures that run side by side
     * @throws io.steerscope.inference.bundle.BundleException if the bundle cannot be used
     */
    public static PictureModel open(ImageEncodingBundle bundle, Device device, int threads, int parallelBatches) {
        if (bundle instanceof ClipBundle withTexts) {
            ClipModel clip = ClipModel.open(withTexts, device, threads, parallelBatches);
            return new PictureModel(clip.images(), clip);
        }
        return new PictureModel(ImageEncoder.open(bundle, device, threads, parallelBatches), null);
    }

    /** The bundle that was opened. */
    public ImageEncodingBundle bundle() {
        return images.bundle();
    }

    /** Vectors of pixel values, as {@link ImageEncoder#encode} gives them: of any length. */
    public float[][] encodeImages(List<float[]> pixelValues) {
        return images.encode(pixelValues);
    }

    /**
     * Vectors of texts.
     *
     * @throws IllegalStateException if there are texts, and the bundle has no text encoder
     */
    List<float[]> encodeTexts(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        if (clip == null) {
            throw new IllegalStateException(bundle().id() + " reads no texts");
        }
        return clip.encodeTexts(texts).stream().map(TextEmbedding::vector).toList();
    }

    @Override
    public void close() {
        if (clip == null) {
            images.close();
        } else {
            clip.close();
        }
    }
}
