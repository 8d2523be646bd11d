package io.steerscope.schemas.table;

/**
 * A file is not the table that was asked for. The message has one line {@code file:line:column: what is wrong: how to
 * mend it} for each fault, in the order of the file, at most {@value TableFaults#MOST_SHOWN}; a last line counts the
 * others.
 */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TableException(String message) {
        super(message);
    }
}
