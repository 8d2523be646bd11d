package io.steerscope.app.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The undisturbed run of {@link TestExperiments}, made once for all tests of a JVM. None may change its folder: copies
 * are cheap.
 */
final class FinishedRun {

    private static final FinishedRun ONCE = new FinishedRun();

    final Path folder = Path.of("target", "finished-run-" + System.getProperty("test.fork", "1"));
    final TestMonitor monitor = TestMonitor.watching();
    final RunOutcome outcome;

    private FinishedRun() {
        try {
            delete(folder);
            outcome = ExperimentRun.execute(TestExperiments.settings(folder), monitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static FinishedRun get() {
        return ONCE;
    }

    /** Copies the folder of the run into an existing one. */
    void copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(folder.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
