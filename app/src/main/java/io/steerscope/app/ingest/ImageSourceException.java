package io.steerscope.app.ingest;

/**
 * A source of images is not as it has to be. The message has a line for each fault, with its place and how to mend it,
 * in the order of the source, at most ten; a last line counts the others.
 */
public final class ImageSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImageSourceException(String message) {
        super(message);
    }
}
