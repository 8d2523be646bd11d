package io.steerscope.producer.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The problems of one file, in the order of their places whatever the order in which they are found. */
final class Problems {

    private record Problem(Place place, String text) implements Comparable<Problem> {
        @Override
        public int compareTo(Problem other) {
            return place.compareTo(other.place);
        }
    }

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /**
     * Notes a problem.
     *
     * @param text what is wrong and how to mend it, one line
     */
    void add(Place place, String text) {
        problems.add(new Problem(place, text));
    }

    /** @throws InvalidPairSetException if there is any problem */
    void refuseIfAny() {
        if (!problems.isEmpty()) {
            List<String> lines = problems.stream()
                    .sorted()
                    .map(problem ->
                            "%s:%d:%d: %s".formatted(file, problem.place.line(), problem.place.column(), problem.text))
                    .toList();
            throw new InvalidPairSetException(lines);
        }
    }
}
