package io.steerscope.interactivequeries;

import java.io.IOException;

/** Another instance sent what is no answer. */
final class MalformedAnswerException extends IOException {

    /** @param message what is wrong, as the end of "the answer cannot be read: " */
    MalformedAnswerException(String message) {
        super("the answer cannot be read: " + message);
    }

    MalformedAnswerException(String message, Throwable cause) {
        super("the answer cannot be read: " + message, cause);
    }
}
