package io.steerscope.worker.loop;

/** An exception as one line of text. */
final class FailureLine {

    private static final int MAX_LENGTH = 500;

    private FailureLine() {}

    /** The message of {@code failure} without line breaks, cut to 500 characters; the class name if it has none. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " | ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}
