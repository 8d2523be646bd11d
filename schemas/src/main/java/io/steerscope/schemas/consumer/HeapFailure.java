package io.steerscope.schemas.consumer;

import java.util.List;

/**
 * Errors that one record can cause by its mere size or depth, as opposed to those that speak of the runtime: a missing
 * class, native memory, threads.
 */
public final class HeapFailure {

    /** Messages of the JVM, and of {@code java.io} and {@code java.lang} where an array would be too long. */
    private static final List<String> OF_THE_HEAP = List.of(
            "Java heap space",
            "GC overhead limit exceeded",
            "Requested array size exceeds VM limit",
            "Required array",
            "Required length",
            "Overflow: String length",
            "UTF16 String size");

    private HeapFailure() {}

    /** Whether a single record may be to blame for {@code failure}. */
    public static boolean isOfARecord(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return true;
        }
        String message = failure.getMessage();
        return failure instanceof OutOfMemoryError
                && message != null
                && OF_THE_HEAP.stream().anyMatch(message::startsWith);
    }

    /** One line for a record that causes {@code failure} although nothing else is under way. */
    public static String line(Throwable failure) {
        return failure instanceof StackOverflowError
                ? "the record alone overflows the stack of a thread"
                : "the record alone takes more memory than the process has (%s); a larger heap (-Xmx) may help"
                        .formatted(failure.getMessage());
    }
}
