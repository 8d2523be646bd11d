package io.steerscope.benchmarks.arithmetic;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A warm process that does one piece of work in one type whenever its turn comes, and is timed. */
final class Contender implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;

    private final String asked;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter turns;
    private final String type;
    private final List<Double> millis = new ArrayList<>();
    private final List<Double> processorMillis = new ArrayList<>();

    private Contender(String asked, Process process) throws IOException {
        this.asked = asked;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
        this.turns = process.outputWriter(StandardCharsets.US_ASCII);
        String ready = answers.readLine();
        if (ready == null || !ready.startsWith("ready ")) {
            throw new IOException("the process for " + asked + " did not start: see above");
        }
        this.type = ready.substring("ready ".length());
    }

    /** Starts it, and does the work once without timing. */
    static Contender start(Work work, String type, InstructionSet instructions) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.graph_optimizer=false",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(work.peer(type));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(instructions.environment());
        Contender contender = new Contender(type, builder.start());
        contender.doOnce();
        return contender;
    }

    /** Does the work once more, and notes how long it took. */
    void takeTurn() {
        Duration processor = processorTime();
        long start = System.nanoTime();
        doOnce();
        millis.add((System.nanoTime() - start) / NANOS_PER_MILLI);
        processorMillis.add(processorTime().minus(processor).toNanos() / NANOS_PER_MILLI);
    }

    private void doOnce() {
        try {
            turns.write(millis.size() + " -\n");
            turns.flush();
            if (answers.readLine() == null) {
                throw new IllegalStateException("the process for " + asked + " ended early: see above");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What was asked for: {@code auto} or a type. */
    String asked() {
        return asked;
    }

    /** The type that it computes in. */
    String type() {
        return type;
    }

    /** Milliseconds by the clock, turn by turn. */
    List<Double> millis() {
        return millis;
    }

    /** Milliseconds of processor time, turn by turn. */
    List<Double> processorMillis() {
        return processorMillis;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
