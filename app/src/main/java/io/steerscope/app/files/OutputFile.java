package io.steerscope.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;

/** A file that a command writes. */
public final class OutputFile {

    private OutputFile() {}

    /**
     * Refuses to write over a file that is read.
     *
     * @param option how the file to write was named
     * @param output the file to write; null where none is asked for
     * @param inputs the files to read; null ones are not there
     * @throws ActionableException if the output is one of the inputs, by whatever path
     */
    public static void requireNoInput(String option, @Nullable Path output, List<? extends @Nullable Path> inputs)
            throws IOException {
        if (output == null || !Files.exists(output)) {
            return;
        }
        for (Path input : inputs) {
            if (input != null && Files.exists(input) && Files.isSameFile(output, input)) {
                throw new ActionableException(
                        "%s %s would replace a file that is read: name another one".formatted(option, output));
            }
        }
    }
}
