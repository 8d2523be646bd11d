package io.steerscope.statistics.verdict;

/** What a verdict says of a mean that is above 0, and of one that is below the smallest effect of interest. */
public enum Claim {
    /** Of the margin: images lie closer to their target than to their source. */
    WORKS("works", "does not", "margin", "to not work"),
    /** Of the shift, the margin less that of the unsteered image: images lie closer to their target than without it. */
    MOVES("moves", "does not move", "shift", "to not move");

    private final String holds;
    private final String fails;
    private final String figure;
    private final String denial;

    Claim(String holds, String fails, String figure, String denial) {
        this.holds = holds;
        this.fails = fails;
        this.figure = figure;
        this.denial = denial;
    }

    /** The outcome of a mean above 0. */
    public String holds() {
        return holds;
    }

    /** The outcome of a mean below the smallest effect of interest. */
    public String fails() {
        return fails;
    }

    /** What the mean is of, in the singular. */
    public String figure() {
        return figure;
    }

    /** The denial in words that follow "is said". */
    String denial() {
        return denial;
    }

    /** The outcome at the beginning of a sentence. */
    static String capitalised(String outcome) {
        return Character.toUpperCase(outcome.charAt(0)) + outcome.substring(1);
    }
}
