package io.steerscope.statistics.interval;

/** Which confidence sequence decides while data arrive. The design chooses it, before the data are seen. */
public enum PrimarySequence {
    /** The {@linkplain TSequence sequence for t}: exact for normal values from the second on. */
    T("t_sequence", 2),
    /** The {@linkplain ConfidenceSequence asymptotic sequence}, after burn-in. */
    ASYMPTOTIC("confidence_sequence", ConfidenceSequence.BURN_IN + 1);

    /** The largest planned n that the sequence for t watches. */
    public static final long LARGEST_PLAN_OF_T = 100;

    private final String id;
    private final long firstN;

    PrimarySequence(String id, long firstN) {
        this.id = id;
        this.firstN = firstN;
    }

    /** The sequence for t up to {@value #LARGEST_PLAN_OF_T} planned values, above the asymptotic one. */
    public static PrimarySequence ofPlan(long plannedN) {
        return plannedN <= LARGEST_PLAN_OF_T ? T : ASYMPTOTIC;
    }

    /** The name in data. */
    public String id() {
        return id;
    }

    /** Whether n values are too few for it to claim anything. */
    public boolean isBurnIn(long n) {
        return n < firstN;
    }
}
