package io.steerscope.inference.bundle;

/** A bundle that cannot be used. The message is one line that names the file, the field and what to do. */
public final class BundleException extends RuntimeException {

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
