package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small tables of embeddings as CSV: two categories of three pairs. */
final class EmbeddingTables {

    static final int DIMENSIONS = 6;
    private static final int PAIRS = 3;

    private final Random random = new Random(11);

    /** Rows {@code pair_id,category,alpha,seed,method,e0..}, each category's pairs from 0 to 2, seeds 0 to 2. */
    List<String> images(String method, double... alphas) {
        List<String> rows = new ArrayList<>();
        for (String category : List.of("colour", "size")) {
            for (int pair = 0; pair < PAIRS; pair++) {
                for (double alpha : alphas) {
                    for (int seed = 0; seed < 3; seed++) {
                        rows.add("%s-%d,%s,%s,%d,%s,%s"
                                .formatted(category, pair, category, alpha, seed, method, vector(DIMENSIONS)));
                    }
                }
            }
        }
        return rows;
    }

    /** Rows {@code pair_id,role,e0..}. */
    List<String> texts(int dimensions) {
        List<String> rows = new ArrayList<>();
        for (String category : List.of("colour", "size")) {
            for (int pair = 0; pair < PAIRS; pair++) {
                for (String role : List.of("source", "target")) {
                    rows.add("%s-%d,%s,%s".formatted(category, pair, role, vector(dimensions)));
                }
            }
        }
        return rows;
    }

    String vector(int dimensions) {
        StringBuilder vector = new StringBuilder();
        for (int j = 0; j < dimensions; j++) {
            vector.append(j == 0 ? "" : ",").append((float) (0.3 + random.nextGaussian()));
        }
        return vector.toString();
    }

    static Path write(Path file, String key, int dimensions, List<String> rows) throws IOException {
        StringBuilder text = new StringBuilder(key);
        for (int j = 0; j < dimensions; j++) {
            text.append(",e").append(j);
        }
        rows.forEach(row -> text.append('\n').append(row));
        return Files.writeString(file, text.append('\n'));
    }
}
