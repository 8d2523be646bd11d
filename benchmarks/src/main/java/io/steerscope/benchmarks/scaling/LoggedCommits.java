package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commits of a worker by the lines that it prints.
 *
 * @param worker name of the worker
 * @param log what its process prints
 */
record LoggedCommits(String worker, Path log) implements CommitSource {

    @Override
    public CommitTrace trace() throws IOException {
        if (!Files.exists(log)) {
            return new CommitTrace(List.of());
        }
        String printed = Files.readString(log);
        try (Stream<String> lines =
                printed.substring(0, printed.lastIndexOf('\n') + 1).lines()) {
            return new CommitTrace(lines.filter(line -> Commit.isOf(worker, line))
                    .map(Commit::parse)
                    .toList());
        }
    }

    @Override
    public void close() {}
}
