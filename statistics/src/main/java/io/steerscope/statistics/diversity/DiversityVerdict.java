package io.steerscope.statistics.diversity;

/** What a cell shows of margin and diversity together. */
public enum DiversityVerdict {
    /** The margin rose, and no loss of diversity beyond the one of interest is shown. */
    MOVES("moves"),
    /** Diversity fell by more than the loss of interest, and no rise of the margin is shown. */
    COLLAPSES("collapses"),
    /** Both. */
    MOVES_BY_COLLAPSE("moves by collapse"),
    /** Neither is shown. */
    UNDECIDED("undecided");

    private final String words;

    DiversityVerdict(String words) {
        this.words = words;
    }

    /** The verdict of two tests: the margin rose, diversity fell by more than the loss of interest. */
    public static DiversityVerdict of(boolean isUp, boolean isDown) {
        if (isUp) {
            return isDown ? MOVES_BY_COLLAPSE : MOVES;
        }
        return isDown ? COLLAPSES : UNDECIDED;
    }

    /** The verdict in words. */
    public String words() {
        return words;
    }
}
