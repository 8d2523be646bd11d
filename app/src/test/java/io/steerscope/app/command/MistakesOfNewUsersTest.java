package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table {@code mistakes/table.txt}: what people do wrong at first, and the one line that each mistake gets. */
class MistakesOfNewUsersTest {

    private static final String HOME = "steerscope.home";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    private Path folder;

    @BeforeAll
    static void inTheProject() {
        System.setProperty(HOME, "..");
    }

    @AfterAll
    static void asBefore() {
        System.clearProperty(HOME);
    }

    static Stream<Mistake> mistakes() throws IOException {
        return Mistake.table().stream();
    }

    @Timeout(60)
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @SuppressWarnings("try") // the files only have to be closed
    void everyMistakeGetsTheLineOfTheTable(Mistake mistake) throws IOException {
        // given
        try (MistakenFiles files = MistakenFiles.make(folder, mistake.files());
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            // when
            CommandOutcome outcome = execute(
                    mistake.commandLine().replace("{dir}", folder.toString()).replace("{port}", port));

            // then
            String err = outcome.err().replace(folder.toString(), "{dir}").replace(port, "{port}");
            assertThat(err.lines()).as(mistake.commandLine()).containsExactlyElementsOf(mistake.lines());
            assertThat(outcome.status()).isEqualTo(mistake.status());
            assertThat(outcome.out()).isEmpty();
        }
    }

    /** Runs a line as a shell would split it, variables of the environment first. */
    private static CommandOutcome execute(String line) {
        Map<String, String> variables = new HashMap<>();
        List<String> arguments = new ArrayList<>();
        Matcher words = WORD.matcher(line);
        while (words.find()) {
            String word = words.group(1) == null ? words.group(2) : words.group(1);
            if (arguments.isEmpty() && word.startsWith(EnvironmentOptions.PREFIX)) {
                String[] variable = word.split("=", 2);
                variables.put(variable[0], variable[1]);
            } else {
                arguments.add(word);
            }
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = SteerscopeCommand.execute(
                arguments.toArray(String[]::new), variables, new PrintWriter(out), new PrintWriter(err));
        return new CommandOutcome(status, out.toString(), err.toString());
    }
}
