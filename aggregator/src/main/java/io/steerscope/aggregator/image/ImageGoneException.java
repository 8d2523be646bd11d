package io.steerscope.aggregator.image;

/** An image cannot be had any more. The message is one line that says why. */
final class ImageGoneException extends Exception {

    private static final long serialVersionUID = 1L;

    ImageGoneException(String message) {
        super(message);
    }
}
