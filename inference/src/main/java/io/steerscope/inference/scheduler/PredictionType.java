package io.steerscope.inference.scheduler;

/** What the UNet predicts. */
public enum PredictionType {
    /** The noise. */
    EPSILON("epsilon"),
    /** Velocity (Salimans and Ho 2022). */
    V_PREDICTION("v_prediction"),
    /** The clean sample. */
    SAMPLE("sample");

    private final String id;

    PredictionType(String id) {
        this.id = id;
    }

    /** Name in {@code bundle.json}. */
    public String id() {
        return id;
    }
}
