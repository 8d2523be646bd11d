package io.steerscope.benchmarks.generation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.torch.DeviceArithmetic;

/**
 * The Java side of the generation benchmark: does one piece of work for every line that it reads, and answers with
 * how long it took. The Python side, {@code python/generation/peer.py}, speaks the same protocol:
 *
 * <pre>
 * arguments           OPERATION BUNDLE THREADS BATCH EDGE STEPS GUIDANCE_SCALE TYPE
 * printed at start    ready, and the type that it computes in
 * a line read         ROUND FILE
 * its answer          milliseconds
 * </pre>
 *
 * OPERATION is {@code images} (a batch from prompt to pixels; FILE takes the pixels) or
 * {@code step} (one call of the UNet under guidance; FILE takes its output). FILE {@code -} takes nothing. TYPE is
 * {@code auto}, as in {@code run}, or a type.
 */
final class GenerationPeer {

    private static final double NANOS_PER_MILLI = 1e6;

    private GenerationPeer() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 8 || !(ModelBundle.open(Path.of(arguments[1])) instanceof SdxlBundle exported)) {
            System.err.println(
                    "usage: GenerationPeer images|step SDXL_BUNDLE THREADS BATCH EDGE STEPS GUIDANCE_SCALE TYPE");
            System.exit(2);
            return;
        }
        int threads = Integer.parseInt(arguments[2]);
        int batch = Integer.parseInt(arguments[3]);
        int edge = Integer.parseInt(arguments[4]);
        int steps = Integer.parseInt(arguments[5]);
        double guidanceScale = Double.parseDouble(arguments[6]);
        SdxlBundle bundle = exported.computingIn(dtype(exported, arguments[7]));
        try (Workload workload = arguments[0].equals("images")
                ? new ImagesWorkload(bundle, threads, batch, edge, steps, guidanceScale)
                : new StepWorkload(bundle, threads, batch, edge)) {
            serve(workload, bundle.dtype());
        } catch (BundleException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Dtype dtype(SdxlBundle exported, String type) {
        return type.equals("auto")
                ? DeviceArithmetic.of(Device.CPU)
                        .choose(
                                exported.manifest().ownDtype(),
                                exported.manifest().dtypes())
                : Dtype.parse(type);
    }

    private static void serve(Workload workload, Dtype dtype) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        out.println("ready " + dtype);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            long start = System.nanoTime();
            workload.run(Integer.parseInt(words[0]));
            double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
            if (!words[1].equals("-")) {
                workload.write(Path.of(words[1]));
            }
            out.println(String.format(Locale.ROOT, "%.4f", millis));
        }
    }
}
