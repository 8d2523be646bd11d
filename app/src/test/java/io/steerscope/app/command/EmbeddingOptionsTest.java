package io.steerscope.app.command;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddingOptionsTest {

    @CommandLine.Command
    private static final class Command {

        @Mixin
        private EmbeddingOptions embeddings;

        static EmbeddingOptions of(String... arguments) {
            Command command = new Command();
            new CommandLine(command).parseArgs(arguments);
            return command.embeddings;
        }
    }

    @Test
    void embeddingsAreKeptUnlessTheyAreToBeLeftOut() {
        assertThat(Command.of().asked()).isEmpty();
        assertThat(Command.of().keeps()).isTrue();
        assertThat(Command.of("--no-embeddings").asked()).contains(false);
        assertThat(Command.of("--no-embeddings").keeps()).isFalse();
    }

    @Test
    void theOptionOfBeforeIsStillTaken() {
        assertThat(Command.of("--embeddings").asked()).contains(true);
    }

    @Test
    void bothAreAMistake() {
        EmbeddingOptions both = Command.of("--embeddings", "--no-embeddings");

        assertThatThrownBy(both::asked)
                .isInstanceOf(ParameterException.class)
                .hasMessage("give --embeddings or --no-embeddings, not both");
    }
}
