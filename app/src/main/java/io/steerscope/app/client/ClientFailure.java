package io.steerscope.app.client;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.text.VisibleText;

/** What a client could not do, in one line: from the first message that says something to the one that says why. */
final class ClientFailure {

    private static final int DEEPEST = 20;
    private static final int LONGEST = 400;

    private ClientFailure() {}

    /** The line, which a rights failure says for itself. */
    static String line(Throwable failure) {
        Throwable cause = FailureLine.cause(failure);
        if (cause instanceof AuthorizationException) {
            return FailureLine.of(cause);
        }
        List<String> messages = new ArrayList<>();
        Throwable present = failure;
        for (int depth = 0; depth < DEEPEST && present != null; depth++) {
            add(messages, present.getMessage());
            present = present.getCause();
        }
        String last = messages.isEmpty() ? failure.getClass().getSimpleName() : messages.get(messages.size() - 1);
        String line = messages.size() < 2 ? last : messages.get(0) + ": " + last;
        return VisibleText.of(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    private static void add(List<String> messages, @Nullable String message) {
        if (message == null || message.isBlank()) {
            return;
        }
        // A wrapper repeats its cause's class and message, or says only that a client could not be made.
        String line = message.replaceAll("(?:[a-z]+\\.)+[A-Z]\\w+(?:Exception|Error): ", "")
                .strip()
                .replaceAll("\\s*\\R\\s*", " ");
        boolean says = !line.startsWith("Failed to create new ") && !line.startsWith("Failed to construct kafka");
        if (says && (messages.isEmpty() || !messages.get(messages.size() - 1).equals(line))) {
            messages.add(line);
        }
    }
}
