package io.steerscope.producer.publish;

/** An experiment could not be produced. The message is one line, and says so where that is not sure. */
public final class ProductionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProductionException(String message) {
        super(message);
    }

    public ProductionException(String message, Throwable cause) {
        super(message, cause);
    }
}
