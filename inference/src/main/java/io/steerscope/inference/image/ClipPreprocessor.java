package io.steerscope.inference.image;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipPreprocessing;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.bundle.ResizeRule;

/**
 * From an image to the pixel values of an image encoder, as {@code CLIPImageProcessor} and others of Hugging Face
 * transformers compute them on Pillow images. Only the part of the resized image that the centre crop keeps is
 * computed. Working memory is kept between images of the sizes seen last, unless it is large; an instance is not
 * thread-safe: use one per thread.
 */
public final class ClipPreprocessor {

    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;
    private static final int KEPT_SIZES = 8;
    private static final long MOST_KEPT_BYTES = 8L << 20;

    private final ClipPreprocessing rules;
    private final int height;
    private final int width;
    private final float[][] normalised = new float[CHANNELS][LEVELS];
    private final byte[] resized;
    private final Map<Size, PillowResizer> resizers = new LinkedHashMap<>(2 * KEPT_SIZES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Size, PillowResizer> eldest) {
            return size() > KEPT_SIZES;
        }
    };

    /**
     * Prepares for a bundle.
     *
     * @throws BundleException if the crop would be larger than the resized image, or is not the size of the encoder
     */
    public ClipPreprocessor(ImageEncodingBundle bundle) {
        this.rules = bundle.preprocessing();
        this.height = bundle.imageHeight();
        this.width = bundle.imageWidth();
        checkSizes(bundle);
        this.resized = new byte[width * height * CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = rules.mean().get(channel).floatValue();
            float std = rules.std().get(channel).floatValue();
            for (int level = 0; level < LEVELS; level++) {
                normalised[channel][level] = ((float) (level * rules.rescaleFactor()) - mean) / std;
            }
        }
    }

    private record Size(int width, int height) {}

    /** Pixel values {@code [3, H, W]}, channel by channel. */
    public float[] preprocess(RgbImage image) {
        float[] values = new float[CHANNELS * height * width];
        preprocess(image, values);
        return values;
    }

    /**
     * Writes pixel values into an array.
     *
     * @param values {@code [3, H, W]}, overwritten
     */
    public void preprocess(RgbImage image, float[] values) {
        resizer(new Size(image.width(), image.height())).resize(image, resized);
        int plane = height * width;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] table = normalised[channel];
            int in = channel;
            for (int i = channel * plane; i < (channel + 1) * plane; i++, in += CHANNELS) {
                values[i] = table[resized[in] & 0xff];
            }
        }
    }

    private PillowResizer resizer(Size input) {
        PillowResizer kept = resizers.get(input);
        if (kept != null) {
            return kept;
        }
        PillowResizer resizer = newResizer(input);
        if (resizer.workingBytes() <= MOST_KEPT_BYTES) {
            resizers.put(input, resizer);
        }
        return resizer;
    }

    private PillowResizer newResizer(Size input) {
        Size output = resizedSize(input);
        PillowResizer.Window window =
                new PillowResizer.Window((output.width() - width) / 2, (output.height() - height) / 2, width, height);
        return new PillowResizer(
                input.width(), input.height(), output.width(), output.height(), window, rules.resample());
    }

    private Size resizedSize(Size input) {
        if (rules.resize() instanceof ResizeRule.Exact exact) {
            return new Size(exact.width(), exact.height());
        }
        int edge = ((ResizeRule.ShortestEdge) rules.resize()).pixels();
        return input.width() <= input.height()
                ? new Size(edge, longEdge(edge, input.height(), input.width()))
                : new Size(longEdge(edge, input.width(), input.height()), edge);
    }

    private void checkSizes(ImageEncodingBundle bundle) {
        Size smallest = resizedSize(new Size(1, 1));
        boolean crops = rules.cropHeight() > 0;
        boolean consistent = crops
                ? rules.cropHeight() == height && rules.cropWidth() == width
                : rules.resize() instanceof ResizeRule.Exact && smallest.equals(new Size(width, height));
        if (!consistent || smallest.width() < width || smallest.height() < height) {
            throw new BundleException("Bundle " + bundle.id() + ": preprocessing gives images of " + smallest.width()
                    + " x " + smallest.height() + " or more, cropped to " + rules.cropWidth() + " x "
                    + rules.cropHeight() + ", from which no " + width + " x " + height + " can be cut");
        }
    }

    private static int longEdge(int edge, int longer, int shorter) {
        return (int) ((double) ((long) edge * longer) / shorter);
    }
}
