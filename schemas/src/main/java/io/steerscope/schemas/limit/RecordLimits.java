package io.steerscope.schemas.limit;

/**
 * The most that one record may ask for.
 *
 * @param steps denoising steps of a job
 * @param edge width and height of an image to make, in pixels
 * @param promptLength characters of a prompt, and of a category
 * @param exemplars exemplars of a job
 * @param imageBytes bytes of an encoded image, in its record or its file
 * @param imagePixels pixels of an image to decode, width times height
 */
public record RecordLimits(int steps, int edge, int promptLength, int exemplars, long imageBytes, long imagePixels) {

    /**
     * 1,000 steps, an edge of 2,048 pixels, 10,000 characters, 10,000 exemplars, files of 64 MiB, images of 2^26 pixels
     * (8,192 x 8,192).
     */
    public static final RecordLimits DEFAULT = new RecordLimits(1_000, 2_048, 10_000, 10_000, 64L << 20, 1L << 26);

    /** @throws IllegalArgumentException if a limit is not positive, or an image of the limit would not fit an array */
    public RecordLimits {
        require("steps", steps, Integer.MAX_VALUE);
        require("edge", edge, 1 << 14);
        require("prompt length", promptLength, 1 << 20);
        require("exemplars", exemplars, Integer.MAX_VALUE);
        require("image bytes", imageBytes, 1L << 30);
        require("image pixels", imagePixels, 1L << 29);
    }

    /** With other bounds of jobs. */
    public RecordLimits withJobs(int mostSteps, int largestEdge) {
        return new RecordLimits(mostSteps, largestEdge, promptLength, exemplars, imageBytes, imagePixels);
    }

    /** With other bounds of images that are read. */
    public RecordLimits withImages(long mostBytes, long mostPixels) {
        return new RecordLimits(steps, edge, promptLength, exemplars, mostBytes, mostPixels);
    }

    /** With another bound of texts. */
    public RecordLimits withPromptLength(int mostCharacters) {
        return new RecordLimits(steps, edge, mostCharacters, exemplars, imageBytes, imagePixels);
    }

    private static void require(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "the limit on %s must be between 1 and %d, is %d".formatted(name, most, value));
        }
    }
}
