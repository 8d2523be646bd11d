package io.steerscope.app.command;

import java.util.Optional;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a scorer keeps the embeddings of images and prompts. */
final class EmbeddingOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--no-embeddings",
            description =
                    "Leave the embeddings of images and prompts out: margins alone, four bytes a dimension less in"
                            + " every score.")
    private boolean without;

    @Option(names = "--embeddings", hidden = true, description = "Keep them, which is the default.")
    private boolean with;

    /**
     * What was asked for; empty if nothing was.
     *
     * @throws ParameterException if both were
     */
    Optional<Boolean> asked() {
        if (with && without) {
            throw new ParameterException(spec.commandLine(), "give --embeddings or --no-embeddings, not both");
        }
        return with || without ? Optional.of(with) : Optional.empty();
    }

    /** Whether they are kept by a command that has no folder to go by. */
    boolean keeps() {
        return asked().orElse(true);
    }
}
