package io.steerscope.inference.bundle;

/**
 * The largest sizes that {@code bundle.json} may speak of: far more than any model of these kinds has, and few enough
 * that every tensor of a batch can be held.
 */
final class BundleBounds {

    static final int BATCH_SIZE = 1_024;
    static final int EDGE = 16_384;
    static final int WIDTH = 65_536;
    static final int TEXT_LENGTH = 65_536;
    static final int LATENT_CHANNELS = 1_024;
    static final int SCALE_FACTOR = 1_024;
    static final int TIMESTEPS = 100_000;

    /** A tensor of a batch; a quarter of the bytes that one buffer can have. */
    private static final long TENSOR_VALUES = 1L << 28;

    private static final int CHANNELS = 3;

    private BundleBounds() {}

    static ClipBundle check(ClipBundle bundle) {
        requireImages(bundle);
        require(bundle, (long) bundle.batchSize() * bundle.tokenizer().maxLength(), "texts");
        return bundle;
    }

    static ImageBundle check(ImageBundle bundle) {
        requireImages(bundle);
        return bundle;
    }

    static SdxlBundle check(SdxlBundle bundle) {
        long rows = bundle.batchSize();
        long length = bundle.firstTokenizer().maxLength();
        require(bundle, rows * length * bundle.crossAttentionDimension(), "texts");
        require(bundle, (long) CHANNELS * bundle.defaultHeight() * bundle.defaultWidth(), "images");
        return bundle;
    }

    private static void requireImages(ImageEncodingBundle bundle) {
        long rows = bundle.batchSize();
        require(bundle, rows * CHANNELS * bundle.imageHeight() * bundle.imageWidth(), "images");
    }

    private static void require(ModelBundle bundle, long values, String what) {
        if (values > TENSOR_VALUES) {
            throw new BundleException(bundle.manifest().folder().resolve(BundleManifest.FILE_NAME) + ": a batch of "
                    + what + " of the sizes" + " given has " + values + " values, more than " + TENSOR_VALUES
                    + " that can be held");
        }
    }
}
