package io.steerscope.app.process;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real processes: how they end, whatever the model is doing. The signal is SIGTERM throughout: a process that was
 * started in the background of a shell, as a build may be, hands an ignored SIGINT on to its children.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class ProcessEndTest {

    private static final Duration BOUND = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void aDashboardPortThatIsTakenIsOneLineBeforeAnythingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                CommandProcess run =
                        CommandProcess.start(folder, run("--dashboard-port", String.valueOf(taken.getLocalPort())))) {
            // when
            int status = run.exitWithin(BOUND);

            // then
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("steerscope run: port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
            assertThat(status).isEqualTo(1);
            assertThat(run.crashFiles()).isEmpty();
            assertThat(folder.resolve("results/broker")).doesNotExist();
        }
    }

    @Test
    void aCommandWithinOneSlowStepEndsAtTheFirstSignal() throws Exception {
        try (CommandProcess image = CommandProcess.start(folder, image())) {
            // given
            await().atMost(BOUND).until(() -> image.processorTime().toSeconds() >= 12);

            // when
            image.signal("TERM");
            int status = image.exitWithin(Duration.ofSeconds(20));

            // then
            assertThat(status).as(image.err()).isEqualTo(128 + 15);
            assertThat(image.crashFiles()).isEmpty();
            assertThat(folder.resolve("image.png")).doesNotExist();
        }
    }

    @Test
    void aRunWhoseModelsAreAtWorkEndsAtOnceAtTheSecondSignal() throws Exception {
        List<String> slow = run("--steps", "900", "--size", "512");
        try (CommandProcess run = CommandProcess.start(folder, slow)) {
            // given
            await().atMost(BOUND).until(() -> run.err().contains("images 0 of"));

            // when
            run.signal("TERM");
            await().atMost(BOUND).until(() -> run.err().contains("stopping"));
            assertThat(run.isAlive()).isTrue();
            run.signal("TERM");
            int status = run.exitWithin(Duration.ofSeconds(20));

            // then
            assertThat(status).as(run.err()).isEqualTo(128 + 15);
            assertThat(run.crashFiles()).isEmpty();
        }
    }

    @Test
    void aRunThatIsToldToStopWhileItsModelsLoadOrWorkEndsInOrder() throws Exception {
        try (CommandProcess run = CommandProcess.start(folder, run())) {
            // given
            await().atMost(BOUND).until(() -> run.err().contains("starting the stages"));

            // when
            run.signal("TERM");
            int status = run.exitWithin(BOUND);

            // then
            assertThat(status).as(run.err()).isEqualTo(128 + 15);
            assertThat(run.err()).contains("run the same command again to continue");
            assertThat(run.crashFiles()).isEmpty();
            assertThat(Files.exists(folder.resolve("results/report.json"))).isFalse();
        }
    }

    private List<String> run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--pairs",
                Path.of("src/test/resources/pairs/six.csv").toAbsolutePath().toString(),
                "--generator",
                bundle("toybox-sdxl", "tiny-ssd1b"),
                "--scorer",
                bundle("toybox-clip", "tiny-clip"),
                "--out",
                folder.resolve("results").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private List<String> image() {
        return List.of(
                "image",
                "--bundle",
                bundle("toybox-sdxl", "tiny-ssd1b"),
                "--prompt",
                "a red car",
                "--steps",
                "900",
                "--size",
                "512",
                "--out",
                folder.resolve("image.png").toString());
    }

    private static String bundle(String toy, String random) {
        Path toys = Path.of("../bundles", toy);
        Path folder = Files.exists(toys) ? toys : Path.of("../inference/src/test/resources/bundles", random);
        return folder.toAbsolutePath().normalize().toString();
    }
}
