package io.steerscope.statistics.contrast;

/** What the two sides of a contrast are. */
public enum Sides {
    /** Two methods under one scorer. */
    METHODS("method"),
    /** Two scorers of one method. */
    SCORERS("scorer"),
    /** Two runs of one method under one scorer. */
    RUNS("run");

    private final String noun;

    Sides(String noun) {
        this.noun = noun;
    }

    /** What one of them is called. */
    public String noun() {
        return noun;
    }
}
