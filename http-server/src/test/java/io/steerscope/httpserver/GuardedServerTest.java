package io.steerscope.httpserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuardedServerTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhostx.invalid | \"localhostx.invalid\" is no address of this machine: give one that it has, such as 127.0.0.1",
                "203.0.113.7 | \"203.0.113.7\" is no address of this machine: give one that it has, such as 127.0.0.1"
            })
    void anAddressThatTheMachineDoesNotHaveIsToldInOneLine(String host, String message) {
        // then
        assertThatThrownBy(() -> open(host, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void aTakenPortIsToldInOneLine() {
        try (GuardedServer first = open("127.0.0.1", 0)) {
            // then
            assertThatThrownBy(() -> open("127.0.0.1", first.port()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + first.port() + " of 127.0.0.1 is taken; choose another one, or 0 for any");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefused(int port) {
        // then
        assertThatThrownBy(() -> ServerSettings.of("127.0.0.1", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HTTP port must be between 0 and 65535, is " + port);
    }

    @Test
    void aWildcardAddressIsGivenAsTheLoopbackAddress() {
        try (GuardedServer server = open("0.0.0.0", 0)) {
            // then
            assertThat(server.address()).hasToString("http://127.0.0.1:" + server.port() + "/");
        }
    }

    @Test
    void aSecretIsTheLineOfItsFile() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("token"), "correct-horse\n");

        // when
        Secret secret = Secret.read(file);

        // then
        assertThat(secret.is("correct-horse")).isTrue();
        assertThat(secret.is("correct-horse\n")).isFalse();
        assertThat(secret.is(null)).isFalse();
        assertThat(secret).hasToString("secret");
        assertThat(ServerSettings.of("localhost", 0).withToken(secret).toString())
                .doesNotContain("correct");
    }

    @Test
    void aFileWithoutASecretIsRefusedInOneLineThatNamesIt() throws IOException {
        // given
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path two = Files.writeString(folder.resolve("two"), "one\ntwo\n");
        Path large = Files.writeString(folder.resolve("large"), "x".repeat(5000));
        Path missing = folder.resolve("missing");

        // then
        for (Path file : new Path[] {empty, two, large, missing, folder}) {
            assertThatThrownBy(() -> Secret.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("one\ntwo");
        }
    }

    private static GuardedServer open(String host, int port) {
        return GuardedServer.open(ServerSettings.of(host, port), new SimpleMeterRegistry(), config -> {});
    }
}
