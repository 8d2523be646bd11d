package io.steerscope.benchmarks.generation;

import java.io.IOException;
import java.nio.file.Path;

/** A piece of work that is timed, again and again. */
interface Workload extends AutoCloseable {

    /** Does the work once. The round changes the input, so that nothing is found in a cache. */
    void run(int round);

    /** Writes what the last run made. */
    void write(Path file) throws IOException;

    @Override
    void close();
}
