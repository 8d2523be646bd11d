package io.steerscope.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import io.steerscope.inference.bundle.BundleManifest;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;

/** Bundles and reference data of the tests. */
public final class TestBundles {

    /** Intra-op threads of every model of the tests; the system property lets them run with others. */
    public static final int THREADS = Integer.getInteger("steerscope.test.threads", 1);

    private static final Path RESOURCES = Path.of("src/test/resources");

    private TestBundles() {}

    public static ClipBundle tinyClip() {
        return (ClipBundle) ModelBundle.open(bundle("tiny-clip"));
    }

    public static ClipBundle tinyClipB() {
        return (ClipBundle) ModelBundle.open(bundle("tiny-clip-b"));
    }

    public static SdxlBundle tinySsd1b() {
        return (SdxlBundle) ModelBundle.open(bundle("tiny-ssd1b"));
    }

    public static ImageBundle tinyResnet() {
        return (ImageBundle) ModelBundle.open(bundle("tiny-resnet"));
    }

    public static Path bundle(String name) {
        return RESOURCES.resolve("bundles").resolve(name);
    }

    /** A bundle that travels with the project; where it is not there, the running test is skipped and says so. */
    public static Path projectBundle(String name) {
        Path folder = Path.of(System.getProperty("steerscope.test.bundles", "../bundles"), name);
        if (!Files.exists(folder.resolve(BundleManifest.FILE_NAME))) {
            System.out.println("Skipped: there is no bundle " + folder);
            Assumptions.abort("there is no bundle " + folder);
        }
        return folder;
    }

    public static Path golden(String name) {
        return RESOURCES.resolve("golden").resolve(name);
    }

    public static Path reference(String name) {
        return RESOURCES.resolve("reference").resolve(name);
    }

    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).doubleValue();
        }
        return values;
    }

    public static long[] longs(JsonNode array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).longValue();
        }
        return values;
    }
}
