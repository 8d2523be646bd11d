package io.steerscope.benchmarks.scaling;

import java.io.IOException;

/** Where the commits of a worker are learnt from. */
interface CommitSource extends AutoCloseable {

    /** What it has committed so far. */
    CommitTrace trace() throws IOException;

    @Override
    void close();
}
