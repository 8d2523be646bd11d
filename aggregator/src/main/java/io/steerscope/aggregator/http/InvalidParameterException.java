package io.steerscope.aggregator.http;

/** A part of a question that cannot be used; the message is one line that says what it may be. */
final class InvalidParameterException extends RuntimeException {

    /** @param message one line that names the parameter and what it may be */
    InvalidParameterException(String message) {
        super(message);
    }

    InvalidParameterException(String name, String value, String expected) {
        super("%s=%s: %s expected".formatted(name, value, expected));
    }
}
