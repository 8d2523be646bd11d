package io.steerscope.benchmarks.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.image.RgbImage;

/** Time to decode a PNG as the generator writes it, by the scorer's decoder and by the JDK's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PngDecodingBenchmark {

    /** Edge of the image in pixels. */
    @Param({"64", "512", "1024"})
    public int edge;

    private byte[] png = {};

    @Setup
    public void draw() {
        byte[] rgb = new byte[3 * edge * edge];
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                int grain = (x * 31 + y * 17 + x * y) % 13;
                int at = 3 * (y * edge + x);
                rgb[at] = (byte) (255 * x / edge + grain);
                rgb[at + 1] = (byte) (255 * y / edge + grain);
                rgb[at + 2] = (byte) (127 * (x + y) / edge + grain);
            }
        }
        png = PngEncoder.encode(new RgbImage(edge, edge, rgb));
    }

    @Benchmark
    public RgbImage scorerDecoder() throws ImageDecodingException {
        return ImageDecoder.decode(png);
    }

    @Benchmark
    public BufferedImage jdkDecoder() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
