package io.steerscope.inference.image;

/**
 * An image whose declared size exceeds a limit; nothing of that size was allocated. The message names the size, the
 * limit and, if there is one, the option that raises it.
 */
public final class ImageLimitException extends ImageDecodingException {

    ImageLimitException(String message) {
        super(message);
    }
}
