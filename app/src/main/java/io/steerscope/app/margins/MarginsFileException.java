package io.steerscope.app.margins;

/** A margins file that cannot be read as such; the message is {@code file:line:column: what is wrong and what to do}. */
public final class MarginsFileException extends RuntimeException {

    MarginsFileException(String file, int line, int column, String message) {
        super(file + ":" + line + ":" + column + ": " + message);
    }
}
