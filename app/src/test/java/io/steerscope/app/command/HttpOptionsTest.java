package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the HTTP servers listen, and what is refused before anything is started. */
class HttpOptionsTest {

    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"aggregate", "generate", "score", "rescore"})
    void everyRoleListensOnThisMachineAloneUnlessToldOtherwise(String command) {
        // given
        CommandLine role = SteerscopeCommand.commandLine().getSubcommands().get(command);
        String option = command.equals("aggregate") ? "--http-host" : "--metrics-host";

        // then
        assertThat(role.getCommandSpec().findOption(option).defaultValue()).isEqualTo("127.0.0.1");
        assertThat(role.getCommandSpec().findOption("--token-file")).isNotNull();
        assertThat(role.getCommandSpec().findOption("--allowed-host")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine-1.invalid", "192.0.2.7"})
    void anAdvertisedHostWhereNobodyCanReachItIsRefused(String host) {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("aggregate", "--bootstrap-server", NOWHERE, "--advertised-host", host);

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip())
                .isEqualTo("steerscope aggregate: others cannot reach this aggregator at --advertised-host " + host
                        + ", since it listens on 127.0.0.1, for this machine alone: give --http-host 0.0.0.0, or an"
                        + " address of this machine (see steerscope aggregate --help)");
    }

    @Test
    void aHostThatThisMachineDoesNotHaveIsToldInOneLine() {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("aggregate", "--bootstrap-server", NOWHERE, "--http-host", "localhostx.invalid");

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip())
                .isEqualTo(
                        "steerscope aggregate: \"localhostx.invalid\" is no address of this machine: give one that it"
                                + " has, such as 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token-file", "--internal-secret-file"})
    void anEmptyFileIsNoSecret(String option) throws IOException {
        // given
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        // when
        CommandOutcome outcome =
                CommandOutcome.of("aggregate", "--bootstrap-server", NOWHERE, option, empty.toString());

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip())
                .isEqualTo("steerscope aggregate: " + empty
                        + " is empty: put a secret into it, for example with openssl rand -hex 32");
    }

    @Test
    void anAllowedHostIsANameAndNoAddressOfAPage() {
        // when
        CommandOutcome outcome = CommandOutcome.of(
                "aggregate", "--bootstrap-server", NOWHERE, "--allowed-host", "https://figures.example/");

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip())
                .isEqualTo("steerscope aggregate: allowed host \"https://figures.example/\": a host name or an address"
                        + " expected, without http:// and without port");
    }

    @Test
    void aPortOutOfRangeIsToldInOneLine() {
        // when
        CommandOutcome outcome = CommandOutcome.of("aggregate", "--bootstrap-server", NOWHERE, "--http-port", "70000");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip())
                .isEqualTo("steerscope aggregate: --http-port must be between 0 and 65535, is 70000"
                        + " (see steerscope aggregate --help)");
    }
}
