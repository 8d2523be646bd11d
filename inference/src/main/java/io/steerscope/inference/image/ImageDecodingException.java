package io.steerscope.inference.image;

/** Bytes that are not an image of a supported format. */
public final class ImageDecodingException extends RuntimeException {

    public ImageDecodingException(String message) {
        super(message);
    }

    public ImageDecodingException(String message, Throwable cause) {
        super(message, cause);
    }
}
