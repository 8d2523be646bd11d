package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of margins of one's own: its commands print what its document shows. */
class OwnMarginsExampleTest {

    private static final Path FOLDER = Path.of("..", "examples", "own-margins");

    /** A command, and the block of what one sees, where there is one behind it. */
    private static final Pattern COMMAND =
            Pattern.compile("```sh\\n((?:.*\\n)+?)```\\n(?:\\n```\\n((?:.*\\n)+?)```\\n)?");

    static Stream<Arguments> commands() throws IOException {
        List<Arguments> commands = new ArrayList<>();
        for (MatchResult match : COMMAND.matcher(Files.readString(FOLDER.resolve("README.md")))
                .results()
                .toList()) {
            String shown = match.group(2) == null ? "" : match.group(2);
            match.group(1)
                    .replace("\\\n", " ")
                    .lines()
                    .filter(line -> line.startsWith("./steerscope "))
                    .map(line -> line.replaceAll(" +> .*", "").replaceFirst("./steerscope ", ""))
                    .forEach(line -> commands.add(Arguments.of(line.strip(), shown)));
        }
        return commands.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void commandsPrintWhatIsShown(String line, String shown) {
        // given
        String[] arguments = line.replace("examples/", ".." + "/examples/").split(" +");

        // when
        CommandOutcome outcome = CommandOutcome.of(arguments);

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(shown).isNotBlank();
    }

    @Test
    void theDocumentHasItsCommands() throws IOException {
        assertThat(commands()).hasSize(4);
        assertThat(commands().filter(command -> !command.get()[1].equals(""))).hasSize(2);
    }
}
