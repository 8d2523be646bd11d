package io.steerscope.benchmarks.scoring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.RgbImage;

/** Processor milliseconds of decoding, and of resizing with normalisation, for one image, on one thread. */
final class PartsWorkload implements ScoringWorkload {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    private final ClipPreprocessor preprocessor;
    private final float[] values;
    private final List<byte[]> files = new ArrayList<>();

    PartsWorkload(ClipBundle bundle, Path folder, int images) throws IOException {
        preprocessor = new ClipPreprocessor(bundle);
        values = new float[3 * bundle.imageHeight() * bundle.imageWidth()];
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.filter(entry -> entry.toString().endsWith(".png"))
                    .sorted()
                    .limit(images)
                    .toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
    }

    @Override
    public List<Double> run() {
        double decoding = 0;
        double preparing = 0;
        for (byte[] file : files) {
            long start = clock.getCurrentThreadCpuTime();
            RgbImage image = ImageDecoder.decode(file);
            long decoded = clock.getCurrentThreadCpuTime();
            preprocessor.preprocess(image, values);
            decoding += decoded - start;
            preparing += clock.getCurrentThreadCpuTime() - decoded;
        }
        double perImage = NANOS_PER_MILLI * files.size();
        return List.of(decoding / perImage, preparing / perImage);
    }

    @Override
    public void close() {}
}
