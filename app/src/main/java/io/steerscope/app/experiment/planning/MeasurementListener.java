package io.steerscope.app.experiment.planning;

/** Follows a measurement, and may end it. */
public interface MeasurementListener {

    /** What is measured from now on, for a person who waits. */
    void begins(String what);

    /** A denoising step of the first generator is done. */
    void stepDone(int done, int steps);

    /** Whether the measurement is not wanted any more; asked between steps. */
    boolean stopRequested();
}
