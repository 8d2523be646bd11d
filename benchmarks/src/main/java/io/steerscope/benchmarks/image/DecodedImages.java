package io.steerscope.benchmarks.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.inference.image.RgbImage;

/**
 * Decodes image files as {@code clip} does, for others to compare the numbers.
 *
 * <p>Reads paths, one a line, from standard input. Writes one line for each: {@code read WIDTH HEIGHT SHA256}, of the
 * RGB samples, or {@code refused MESSAGE}. With a folder as argument, the samples of line N (from 0) go to the file
 * {@code N} there.
 */
public final class DecodedImages {

    private DecodedImages() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int number = 0;
        for (String path = paths.readLine(); path != null; path = paths.readLine()) {
            try {
                RgbImage image = ImageDecoder.decode(Files.readAllBytes(Path.of(path)));
                out.println("read " + image.width() + " " + image.height() + " " + Sha256.hex(image.rgb()));
                if (arguments.length > 0) {
                    Files.write(Path.of(arguments[0], String.valueOf(number)), image.rgb());
                }
            } catch (ImageDecodingException e) {
                out.println("refused " + e.getMessage());
            }
            number++;
        }
        out.flush();
    }
}
