package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.steerscope.app.differences.EmbeddingSpace;

/**
 * What a command about differences asks, with the vectors of each model.
 *
 * @param <S> what is asked of one model
 * @param sets at least one
 * @param remarks what to tell of texts and images, a line each
 */
record DifferenceSets<S>(List<S> sets, List<String> remarks) {

    /** Reads what is asked from a file that holds the vectors, too. */
    interface VectorFile<S> {

        /** @param name what the vectors are called */
        S read(Path file, String name) throws IOException;
    }

    DifferenceSets {
        sets = List.copyOf(sets);
        remarks = List.copyOf(remarks);
    }

    /** The sets of {@code --vectors}. */
    static <S> DifferenceSets<S> ofVectors(DifferenceSourceOptions sources, VectorFile<S> reader) throws IOException {
        List<S> sets = new ArrayList<>();
        for (Path file : sources.vectors()) {
            sets.add(reader.read(file, ColumnNames.of(file, sources.vectors())));
        }
        return new DifferenceSets<>(sets, List.of());
    }

    /** The sets of a task, one or more for each space. */
    static <S> DifferenceSets<S> of(DifferenceSpaces spaces, Function<EmbeddingSpace, List<S>> task)
            throws IOException {
        List<S> sets = spaces.read().stream()
                .flatMap(space -> task.apply(space).stream())
                .toList();
        return new DifferenceSets<>(sets, spaces.remarks());
    }
}
