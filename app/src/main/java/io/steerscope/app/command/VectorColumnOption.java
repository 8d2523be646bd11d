package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

import io.steerscope.app.embeddings.NamedVectors;

/** Options that name the column of vectors of a Parquet file. */
final class VectorColumnOption {

    private VectorColumnOption() {}

    /**
     * Refuses a column that is named where no file has such columns: the vectors of CSV are the columns e0, e1, ..
     *
     * @param column the value of the option, and what it is where it is not given
     * @param files that it would be of
     * @throws ParameterException if the column is not the usual one and no file is Parquet
     * @throws IOException if a file cannot be read
     */
    static void check(CommandSpec spec, String option, String column, String usual, List<Path> files)
            throws IOException {
        if (column.equals(usual)) {
            return;
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file) || NamedVectors.mayHoldTexts(file)) {
                return;
            }
        }
        throw new ParameterException(
                spec.commandLine(),
                "%s %s is of Parquet, %s: the vectors of CSV are its columns e0, e1, .."
                        .formatted(
                                option,
                                column,
                                files.isEmpty() ? "and there is none" : "which " + files.get(0) + " is not"));
    }
}
