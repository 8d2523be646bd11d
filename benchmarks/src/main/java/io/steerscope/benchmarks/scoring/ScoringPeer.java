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
import io.steerscope.inference.device.Dtype;

/**
 * The Java side of the scoring benchmark: does one piece of work for every line that it reads.
 *
 * <pre>
 * arguments           model|files|records|parts CLIP_BUNDLE FOLDER IMAGES THREADS PARALLEL_BATCHES TYPE
 * printed at start    ready, and the type that it computes in
 * a line read         anything
 * its answer          seconds, processor seconds of the whole process, margins
 * </pre>
 */
final class ScoringPeer {

    private static final double NANOS = 1e9;

    private ScoringPeer() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 7 || !(ModelBundle.open(Path.of(arguments[1])) instanceof ClipBundle exported)) {
            System.err.println(
                    "usage: ScoringPeer model|files|records|parts CLIP_BUNDLE FOLDER IMAGES THREADS PARALLEL_BATCHES TYPE");
            System.exit(2);
            return;
        }
        ClipBundle bundle = exported.computingIn(Dtype.parse(arguments[6]));
        try (ScoringWorkload workload = workload(arguments, bundle)) {
            serve(workload, bundle.dtype());
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
            case "records" -> new RecordsWorkload(bundle, folder, images, threads);
            case "parts" -> new PartsWorkload(bundle, folder, images);
            default -> throw new IllegalArgumentException("no workload " + arguments[0]);
        };
    }

    private static void serve(ScoringWorkload workload, Dtype dtype) throws Exception {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println("ready " + dtype);
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
