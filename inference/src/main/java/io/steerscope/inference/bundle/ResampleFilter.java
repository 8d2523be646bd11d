package io.steerscope.inference.bundle;

/** The filters that weigh the pixels of a resized image, by their names in Pillow's {@code Image.Resampling}. */
public enum ResampleFilter {
    /** Each pixel counts by the share of it that is covered. */
    BOX("box"),
    /** A triangle, two pixels wide. */
    BILINEAR("bilinear"),
    /** A raised cosine under a sinc, two pixels wide. */
    HAMMING("hamming"),
    /** Keys' cubic with a = -0.5, four pixels wide. */
    BICUBIC("bicubic"),
    /** A windowed sinc, six pixels wide. */
    LANCZOS("lanczos");

    private final String id;

    ResampleFilter(String id) {
        this.id = id;
    }

    /** Name in {@code bundle.json}. */
    public String id() {
        return id;
    }
}
