package io.steerscope.benchmarks.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.image.PngEncoder;

/** One image with guidance, alone in its batch, and how long each phase of it took; printed as it goes. */
final class ImagePhases {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KILOBYTES_PER_GIGABYTE = 1e9 / 1024;

    private long last = System.nanoTime();

    private ImagePhases() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 5
                || arguments.length > 6
                || !(ModelBundle.open(Path.of(arguments[0])) instanceof SdxlBundle exported)) {
            System.err.println("usage: ImagePhases SDXL_BUNDLE THREADS EDGE STEPS OUT.png [TYPE]");
            System.exit(2);
            return;
        }
        SdxlBundle bundle = arguments.length == 6 ? exported.computingIn(Dtype.parse(arguments[5])) : exported;
        new ImagePhases()
                .run(
                        bundle,
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Path.of(arguments[4]));
    }

    private void run(SdxlBundle bundle, int threads, int edge, int steps, Path out) throws IOException {
        bundle.verify();
        finished("checksums");
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, threads, 1)) {
            finished("loading and check");
            GenerationSettings settings = new GenerationSettings(
                    bundle.scheduler().type(), steps, bundle.defaultGuidanceScale(), null, edge, edge);
            GenerationRequest request = GenerationRequest.ofPrompt("a photo of a red car", 1, settings);
            pipeline.embed(request);
            finished("text encoding");
            List<GeneratedImageResult> results =
                    pipeline.generate(List.of(request), (step, count) -> finished("step " + step + " of " + count));
            finished("decoding");
            if (!(results.get(0) instanceof GeneratedImageResult.Rendered rendered)) {
                throw new IOException("no image: " + results.get(0));
            }
            Files.write(out, PngEncoder.encode(rendered.image()));
            finished("PNG");
        }
    }

    private void finished(String phase) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "%-20s%8.2f s%8.2f GB%n", phase, (now - last) / NANOS_PER_SECOND, peak());
        last = now;
    }

    /** The most memory that this process has held so far, in gigabytes; 0 where the system does not tell. */
    private static double peak() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES_PER_GIGABYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
