package io.steerscope.aggregator.http;

/** What was asked for was there, and is no more. The message is one line. */
final class GoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
