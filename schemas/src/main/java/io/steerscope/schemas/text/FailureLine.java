package io.steerscope.schemas.text;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * An exception as one line of text that names the cause.
 *
 * <p>Kafka's clients wrap what went wrong ("Failed to construct kafka producer", "Cannot execute transactional method
 * because we are in an error state"): the line is of the first cause that is more than a wrapper.
 */
public final class FailureLine {

    private static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 20;

    private FailureLine() {}

    /**
     * The message of {@link #cause} without line breaks and hidden characters, cut to 500 characters; its class name
     * where it has none.
     */
    public static String of(Throwable failure) {
        Throwable cause = cause(failure);
        String line = message(cause).strip().replaceAll("\\s*\\R\\s*", " | ");
        if (line.length() > MAX_LENGTH) {
            line = line.substring(0, MAX_LENGTH) + "…";
        }
        return VisibleText.of(line);
    }

    /** {@code failure}, or what it was caused by if it is only a wrapper. */
    public static Throwable cause(Throwable failure) {
        Throwable present = failure;
        for (int depth = 0; depth < MAX_DEPTH && isWrapper(present); depth++) {
            Throwable cause = present.getCause();
            if (cause == null) {
                return present;
            }
            present = cause;
        }
        return present;
    }

    /** The first of {@code type} among {@code failure} and its causes, or null. */
    public static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable present = failure;
        for (int depth = 0; depth < MAX_DEPTH && present != null; depth++) {
            if (type.isInstance(present)) {
                return type.cast(present);
            }
            present = present.getCause();
        }
        return null;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure.getClass() == KafkaException.class
                || failure.getClass().getName().startsWith("org.apache.kafka.streams.errors.")
                || failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof UncheckedIOException;
    }

    private static String message(Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
