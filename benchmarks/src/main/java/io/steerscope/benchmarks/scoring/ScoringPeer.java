package io.steerscope.benchmarks.scoring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;

/**
 * The Java side of the scoring benchmark: does one piece of work for every line that it reads.
 *
 * <pre>
 * arguments           model|files|records|parts CLIP_BUNDLE FOLDER IMAGES THREADS PARALLEL_BATCHES
 * printed at start    ready
 * a line read         anything
 * its answer          seconds, processor seconds of the whole process, margins
 * </pre>
 */
final class ScoringPeer {

    private static final double NANOS = 1e9;

    private ScoringPeer() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 6 || !(ModelBundle.open(Path.of(arguments[1])) instanceof ClipBundle bundle)) {
            System.err.println(
                    "usage: ScoringPeer model|files|records|parts CLIP_BUNDLE FOLDER IMAGES THREADS PARALLEL_BATCHES");
            System.exit(2);
            return;
        }
        try (ScoringWorkload workload = workload(arguments, bundle)) {
            serve(workload);
        }
        System.exit(0);
    }

    private static ScoringWorkload workload(String[] arguments, ClipBundle bundle) throws IOException {
        Path folder = Path.of(arguments[2]);
        int images = Integer.parseInt(arguments[3]);
        int threads = Integer.parseInt(arguments[4]);
        int parallel = Integer.parseInt(arguments[5]);
        return switch (arguments[0]) {
            case "model" -> new ModelWorkload(bundle, images, threads, parallel);
            case "files" -> new FilesWorkload(bundle, folder, images, threads, parallel);
            case "records" -> new RecordsWorkload(Path.of(arguments[1]), folder, images, threads);
            case "parts" -> new PartsWorkload(bundle, folder, images);
            default -> throw new IllegalArgumentException("no workload " + arguments[0]);
        };
    }

    private static void serve(ScoringWorkload workload) throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            long processor = process.getProcessCpuTime();
            long start = System.nanoTime();
            List<Double> values = workload.run();
            StringBuilder answer = new StringBuilder();
            answer.append((System.nanoTime() - start) / NANOS);
            answer.append(' ').append((process.getProcessCpuTime() - processor) / NANOS);
            values.forEach(value -> answer.append(' ').append(value));
            out.println(answer);
        }
    }
}
