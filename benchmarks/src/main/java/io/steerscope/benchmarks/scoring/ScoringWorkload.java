package io.steerscope.benchmarks.scoring;

import java.util.List;

/** A piece of work that can be repeated. */
interface ScoringWorkload extends AutoCloseable {

    /** Does the work once; returns the margins of the images in order, or nothing if the work is not about margins. */
    List<Double> run() throws Exception;

    @Override
    void close();
}
