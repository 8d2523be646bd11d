package io.steerscope.app.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.process.CommandProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** A run on a small disk of its own that fills up. Mounting one needs rights that not every machine gives. */
class FullDiskTest {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final long LITTLE = 32L << 20;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        disk = Files.createDirectories(folder.resolve("disk"));
        assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()))
                .as("this user may mount a file system in memory")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        succeeds("umount", disk.toString());
    }

    @Test
    void aDiskThatIsFullAtOnceEndsTheRunWithOneLineAndTheSameCommandGivesTheSameReport() throws Exception {
        // when
        try (CommandProcess run = CommandProcess.start(folder.resolve("process"), command())) {
            awaitStages(run);
            fill(0);
            int status = run.exitWithin(BOUND);

            // then
            assertThat(status).isEqualTo(1);
            // Said by whichever notices first, the run that watches the disk or the broker that cannot write.
            assertThat(failureLines(run))
                    .singleElement()
                    .asString()
                    .containsPattern("the disk (of \\S+ )?is full")
                    .contains("make room");
            assertThat(run.crashFiles()).isEmpty();
        }

        // when
        Files.delete(disk.resolve("fill"));
        RunOutcome finished =
                ExperimentRun.execute(TestExperiments.settings(disk.resolve("out")), TestMonitor.watching());

        // then
        assertThat(finished).isInstanceOf(RunOutcome.Finished.class);
        assertThat(disk.resolve("out/report.json"))
                .hasSameBinaryContentAs(FinishedRun.get().folder.resolve("report.json"));
    }

    @Test
    void aDiskThatIsNearlyFullEndsTheRunInOrder() throws Exception {
        try (CommandProcess run = CommandProcess.start(folder.resolve("process"), command())) {
            // given
            awaitStages(run);

            // when
            fill(LITTLE);
            int status = run.exitWithin(BOUND);

            // then
            assertThat(status).isEqualTo(1);
            assertThat(failureLines(run))
                    .singleElement()
                    .asString()
                    .contains("steerscope run: the disk of " + disk.resolve("out") + " is full", "to continue");
            assertThat(run.crashFiles()).isEmpty();
        }
    }

    /** Until images are about to be made; the first progress that is shown may be that of all of them. */
    private static void awaitStages(CommandProcess run) {
        await().atMost(BOUND).until(() -> run.err().contains("Kafka: "));
    }

    private static List<String> failureLines(CommandProcess run) {
        return run.err().lines().filter(line -> line.startsWith("steerscope")).toList();
    }

    /** The command that asks for the experiment of {@link TestExperiments#settings}. */
    private List<String> command() {
        return List.of(
                "run",
                "--pairs",
                TestExperiments.PAIRS.toAbsolutePath().toString(),
                "--seeds",
                "0,1",
                "--alphas",
                "0.5,1",
                "--steps",
                "2",
                "--guidance-scale",
                "2",
                "--scheduler",
                "euler",
                "--size",
                "64",
                "--dtype",
                "float32",
                "--order-seed",
                "7",
                "--threads",
                "1",
                "--generator-workers",
                "2",
                "--no-dashboard",
                "--generator",
                TestExperiments.generator().toAbsolutePath().toString(),
                "--scorer",
                TestExperiments.scorer().toAbsolutePath().toString(),
                "--out",
                disk.resolve("out").toString());
    }

    /** Fills the disk up to some bytes, which are left. */
    private void fill(long left) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(disk.resolve("fill"))) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full to the last byte.
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
