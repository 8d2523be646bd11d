package io.steerscope.app.experiment.planning;

/** A measurement was told to stop. */
public final class MeasurementStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
