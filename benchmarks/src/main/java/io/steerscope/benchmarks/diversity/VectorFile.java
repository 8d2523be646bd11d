package io.steerscope.benchmarks.diversity;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.steerscope.statistics.diversity.EmbeddedImage;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.diversity.PairTexts;
import io.steerscope.statistics.embedding.TextFeatures;

/**
 * Vectors of an experiment in a file, little-endian float32: sources, targets, then images in key order. An image is a
 * common part, a part of its prompt that grows with the strength, and noise of its own, half of it within {@value
 * #KINDS} directions.
 */
final class VectorFile {

    private static final int KINDS = 12;
    private static final int BUFFER = 1 << 16;

    private VectorFile() {}

    /** Writes vectors that are a function of the design and the seed. */
    static void write(Design design, long seed, Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        float[] common = gaussian(random, design.dimensions(), 1.0);
        float[][] kinds = new float[KINDS][];
        for (int kind = 0; kind < KINDS; kind++) {
            kinds[kind] = gaussian(random, design.dimensions(), 1.0);
        }
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            float[][] targets = new float[design.prompts()][];
            for (int role = 0; role < 2; role++) {
                for (int prompt = 0; prompt < targets.length; prompt++) {
                    targets[prompt] = gaussian(random, design.dimensions(), 0.5);
                    add(targets[prompt], common, 1.0);
                    put(out, targets[prompt]);
                }
            }
            for (float[] target : targets) {
                for (int alpha = 0; alpha < design.alphas(); alpha++) {
                    for (int s = 0; s < Design.SEEDS; s++) {
                        float[] image = gaussian(random, design.dimensions(), 0.3);
                        add(image, common, 1.0);
                        add(image, target, 0.3 * alpha);
                        for (float[] kind : kinds) {
                            add(image, kind, 0.2 * random.nextGaussian());
                        }
                        put(out, image);
                    }
                }
            }
        }
    }

    /** The experiment that a file holds. */
    static ImageSet read(Design design, Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * design.dimensions()).order(ByteOrder.LITTLE_ENDIAN);
            float[][] sources = vectors(in, bytes, design.prompts());
            float[][] targets = vectors(in, bytes, design.prompts());
            List<EmbeddedImage> images = new ArrayList<>(design.images());
            for (int prompt = 0; prompt < design.prompts(); prompt++) {
                String category = "category-" + prompt / design.pairs();
                String pair = "%s-%05d".formatted(category, prompt % design.pairs());
                for (int alpha = 0; alpha < design.alphas(); alpha++) {
                    for (int seed = 0; seed < Design.SEEDS; seed++) {
                        images.add(new EmbeddedImage(pair, category, 0.5 * alpha, seed, prompt, vector(in, bytes)));
                    }
                }
            }
            return new ImageSet(
                    images, new PairTexts(sources, targets), Map.of("pair", TextFeatures.ofPairs(sources, targets)));
        }
    }

    private static float[][] vectors(DataInputStream in, ByteBuffer bytes, int count) throws IOException {
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = vector(in, bytes);
        }
        return vectors;
    }

    private static float[] vector(DataInputStream in, ByteBuffer bytes) throws IOException {
        in.readFully(bytes.array());
        FloatBuffer floats = bytes.rewind().asFloatBuffer();
        float[] vector = new float[floats.remaining()];
        floats.get(vector);
        return vector;
    }

    private static void put(DataOutputStream out, float[] vector) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        out.write(bytes.array());
    }

    private static float[] gaussian(SplittableRandom random, int dimensions, double scale) {
        float[] vector = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
            vector[j] = (float) (scale * random.nextGaussian());
        }
        return vector;
    }

    private static void add(float[] vector, float[] other, double factor) {
        for (int j = 0; j < vector.length; j++) {
            vector[j] += (float) (factor * other[j]);
        }
    }
}
