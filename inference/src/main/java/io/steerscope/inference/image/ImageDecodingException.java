package io.steerscope.inference.image;

/** Bytes that are not an image of a supported format, or one that is too large. The message is one line. */
public sealed class ImageDecodingException extends RuntimeException permits ImageLimitException {

    public ImageDecodingException(String message) {
        super(message);
    }

    public ImageDecodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
