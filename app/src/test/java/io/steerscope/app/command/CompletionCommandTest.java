package io.steerscope.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aShellCompletesCommandsAndOptions() throws IOException, InterruptedException {
        // given
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash on this machine");
        Path script = Files.writeString(
                folder.resolve("completion"), CommandOutcome.of("completion").out());

        // then
        assertThat(completed(script, "steerscope", "di")).containsExactly("differences", "diversity");
        assertThat(completed(script, "steerscope", "run", "--smallest")).containsExactly("--smallest-effect");
    }

    private static String[] completed(Path script, String... words) throws IOException, InterruptedException {
        String line =
                "source %s; compopt() { :; }; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_steerscope; printf '%%s\\n' ${COMPREPLY[@]} | sort"
                        .formatted(script, String.join(" ", words), words.length - 1);
        Process bash = new ProcessBuilder("/bin/bash", "-c", line)
                .redirectErrorStream(true)
                .start();
        String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(text).isZero();
        return text.strip().split("\\s+");
    }
}
