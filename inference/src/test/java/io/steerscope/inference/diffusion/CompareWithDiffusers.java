package io.steerscope.inference.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.steerscope.inference.TestBundles;

/**
 * Prints how far the pipeline is from diffusers on many checkpoints: run by {@code compare_with_diffusers.py} of the
 * model tests. Its argument is a folder; each folder in it with {@code bundle} and {@code expected.json} is a
 * checkpoint. One line per number: checkpoint, quantity, value, separated by tabs.
 */
public final class CompareWithDiffusers {

    private CompareWithDiffusers() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(Path.of(arguments[0]))) {
            folders = entries.filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .filter(folder -> Files.exists(folder.resolve("bundle")))
                    .sorted()
                    .toList();
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            try (GoldenCheckpoint checkpoint = GoldenCheckpoint.open(folder.resolve("bundle"), folder)) {
                compare(name, checkpoint);
            } catch (RuntimeException | AssertionError e) {
                print(name, "failure", String.valueOf(e));
            }
        }
    }

    private static void compare(String name, GoldenCheckpoint checkpoint) {
        print(name, "noise", checkpoint.noiseDistance());
        for (JsonNode text : checkpoint.texts()) {
            List<long[]> ids = checkpoint.ids(text);
            boolean equal = Arrays.equals(ids.get(0), TestBundles.longs(text.get("ids_1")))
                    && Arrays.equals(ids.get(1), TestBundles.longs(text.get("ids_2")));
            print(name, "ids", equal ? 0 : 1);
            print(name, "embeddings", checkpoint.embeddingDistance(text));
        }
        for (JsonNode reference : checkpoint.cases()) {
            String caseName = reference.get("name").textValue();
            try {
                GoldenCheckpoint.Distance distance = checkpoint.render(reference);
                print(name, "latents:" + caseName, distance.latents());
                print(name, "levels:" + caseName, distance.meanLevels());
            } catch (RuntimeException | AssertionError e) {
                print(name, "failure:" + caseName, String.valueOf(e));
            }
        }
    }

    private static void print(String checkpoint, String quantity, Object value) {
        System.out.println(checkpoint + "\t" + quantity + "\t" + value);
    }
}
