package io.steerscope.app.command;

import picocli.CommandLine.Option;

import io.steerscope.schemas.limit.RecordLimits;

/** Option of the limit that holds for texts. */
final class TextLimitOptions {

    @Option(
            names = "--max-prompt-length",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Most characters of a prompt, and of a category (default: ${DEFAULT-VALUE}).")
    private int mostCharacters;

    /** @throws IllegalArgumentException if the limit is not positive, or larger than any text may be */
    RecordLimits on(RecordLimits limits) {
        return limits.withPromptLength(mostCharacters);
    }
}
