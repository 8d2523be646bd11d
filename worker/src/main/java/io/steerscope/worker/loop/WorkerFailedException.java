package io.steerscope.worker.loop;

import org.jspecify.annotations.Nullable;

/** A failure that ends a worker. Its message is one line that says what to do. */
public final class WorkerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkerFailedException(String message) {
        super(message);
    }

    WorkerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
