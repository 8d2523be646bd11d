package io.steerscope.app.command;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ExportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderThatIsNoRunIsOneLine() {
        CommandOutcome outcome = CommandOutcome.of("export", "--run", folder.toString(), "--out", "out");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("steerscope export: there is no run in the folder " + folder
                        + ": name that of a run with --run DIR, or a cluster with --bootstrap-server HOST:PORT\n");
    }

    @Test
    void aRunAndAClusterAtOnceIsAMistake() {
        CommandOutcome outcome = CommandOutcome.of(
                "export", "--run", folder.toString(), "--bootstrap-server", "localhost:1", "--out", "out");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("give --run DIR or --bootstrap-server HOST:PORT, not both");
    }

    @Test
    void ofAClusterTheExperimentMustBeNamed() {
        CommandOutcome outcome = CommandOutcome.of("export", "--bootstrap-server", "localhost:1", "--out", "out");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("name the experiment with --experiment ID");
    }
}
