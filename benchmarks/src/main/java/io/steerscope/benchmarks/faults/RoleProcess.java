package io.steerscope.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** A role as a process that can be killed, stopped, continued and started again; what it prints is kept in one file. */
public final class RoleProcess implements AutoCloseable {

    private final String name;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    /**
     * @param name for messages
     * @param command program and arguments
     * @param log file that its output is appended to
     */
    public RoleProcess(String name, List<String> command, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
    }

    /** Starts it, at the first time or after its end. */
    public RoleProcess start() throws IOException {
        Files.writeString(log, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return this;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The process, once it was started. */
    public ProcessHandle handle() {
        return process().toHandle();
    }

    /** Whether it runs, or is stopped. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Sends SIGKILL, and waits for the end. Returns false if it had ended by itself. */
    public boolean kill() throws InterruptedException {
        if (!isAlive()) {
            return false;
        }
        process().destroyForcibly();
        process().waitFor();
        return true;
    }

    /** Sends SIGSTOP, waits, and sends SIGCONT. */
    public void stopFor(Duration time) throws IOException, InterruptedException {
        signal("STOP");
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        signal("CONT");
    }

    /** Sends a signal, such as {@code TERM}. */
    public void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process().pid()))
                .start()
                .waitFor();
    }

    /** Waits for the end; returns the exit status, or null if it goes on. */
    public @Nullable Integer awaitEnd(Duration patience) throws InterruptedException {
        return process().waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? process().exitValue()
                : null;
    }

    /** Everything it has printed, from its first start on. */
    public String output() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** The last line that it has printed. */
    public String lastLine() throws IOException {
        List<String> lines = output().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** Ends it: in order if it does so within ten seconds, else by SIGKILL. */
    @Override
    public void close() {
        if (!isAlive()) {
            return;
        }
        try {
            signal("CONT");
            process().destroy();
            if (awaitEnd(Duration.ofSeconds(20)) == null) {
                kill();
            }
        } catch (IOException e) {
            process().destroyForcibly();
        } catch (InterruptedException e) {
            process().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }
}
