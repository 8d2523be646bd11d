package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The unsteered images of a design: those that every pair has once for each seed, shared by all methods and alphas. The
 * {@code source} image is where steering starts from.
 */
public enum Baseline {
    /** No unsteered image. */
    NONE,
    /** One of the source prompt. */
    SOURCE(UnsteeredImage.SOURCE),
    /** One of the source prompt and one of the target prompt. */
    SOURCE_AND_TARGET(UnsteeredImage.SOURCE, UnsteeredImage.TARGET);

    private static final String NO_IMAGE = "none";

    private final List<UnsteeredImage> images;

    Baseline(UnsteeredImage... images) {
        this.images = List.of(images);
    }

    /** The images that a pair has for each seed, in the order in which they are made. */
    public List<UnsteeredImage> images() {
        return images;
    }

    /** Whether a method and an alpha, as keys name them, stand for one of these images. */
    public boolean holds(String method, double alpha) {
        return images.stream().anyMatch(image -> image.id().equals(method) && image.alpha() == alpha);
    }

    /** The canonical form, such as {@code source,target}, which {@link #parse} reads as the same baseline. */
    public String text() {
        return images.isEmpty()
                ? NO_IMAGE
                : String.join(",", images.stream().map(UnsteeredImage::id).toList());
    }

    /**
     * Reads a baseline: {@code none}, or images separated by commas, in any order.
     *
     * @throws IllegalArgumentException with one line that lists what there is
     */
    public static Baseline parse(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        String canonical = String.join(",", new TreeSet<>(names));
        return find(canonical)
                .filter(baseline -> names.size() == Math.max(1, baseline.images.size()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "baseline \"%s\" is unknown: use none, source or source,target".formatted(text)));
    }

    private static Optional<Baseline> find(String text) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.text().equals(text))
                .findFirst();
    }
}
