package io.steerscope.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prompts of a few words, so that a model with room for few tokens tells the two of a pair apart. */
final class TrialPairs {

    /** The most pairs of a category. */
    static final int MOST = 50;

    private static final List<String> COLOURS = List.of("red", "blue", "green", "white", "pink");
    private static final List<String> OBJECTS =
            List.of("cup", "hat", "key", "bell", "star", "boat", "bird", "lamp", "shoe", "tree");
    private static final List<String> CATEGORIES =
            List.of("small", "large", "striped", "dotted", "wet", "old", "broken", "flat");

    private TrialPairs() {}

    /** Number of categories. */
    static int categories() {
        return CATEGORIES.size();
    }

    /**
     * Writes a file for {@code produce --pairs}.
     *
     * @param perCategory pairs of each category, 1 to {@value #MOST}
     * @throws IllegalArgumentException if that is out of range
     */
    static Path write(Path file, int perCategory) throws IOException {
        if (perCategory < 1 || perCategory > MOST) {
            throw new IllegalArgumentException(
                    "%d pairs of a category, which is not from 1 to %d".formatted(perCategory, MOST));
        }
        StringBuilder pairs = new StringBuilder("pair_id,category,source,target\n");
        for (String category : CATEGORIES) {
            for (int pair = 0; pair < perCategory; pair++) {
                String what = COLOURS.get(pair / OBJECTS.size()) + " " + OBJECTS.get(pair % OBJECTS.size());
                pairs.append(
                        "%s-%02d,%s,one %s,one %s %s%n".formatted(category, pair + 1, category, what, category, what));
            }
        }
        return Files.writeString(file, pairs);
    }
}
