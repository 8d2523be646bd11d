package io.steerscope.inference.torch;

/**
 * A device has too little free memory for what a module was asked to do. Less at once may succeed. The message is one
 * line: what libtorch said, without its trace.
 */
public final class OutOfMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OutOfMemoryException(String message) {
        super(message);
    }

    OutOfMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
