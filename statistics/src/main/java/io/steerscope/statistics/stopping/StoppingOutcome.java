package io.steerscope.statistics.stopping;

/** What the items of a cell have decided. */
public enum StoppingOutcome {
    /** The mean is above 0. */
    WORKS("works"),
    /** The mean is below the smallest effect of interest. */
    DOES_NOT("does not");

    private final String words;

    StoppingOutcome(String words) {
        this.words = words;
    }

    /** The name in data and in sentences. */
    public String words() {
        return words;
    }

    /**
     * The outcome of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StoppingOutcome of(String words) {
        for (StoppingOutcome outcome : values()) {
            if (outcome.words.equals(words)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("No outcome is called " + words);
    }
}
