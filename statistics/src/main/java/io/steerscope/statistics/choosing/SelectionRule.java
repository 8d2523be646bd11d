package io.steerscope.statistics.choosing;

/** How the images of a category are selected. */
public enum SelectionRule {
    /** The greatest scores, ties by key. */
    TOP("top"),
    /** One after another, weight x standardised score less (1 - weight) x largest cosine to those before. */
    SPREAD("spread"),
    /** The best of each of as many Ward clusters of the category. */
    CLUSTERS("clusters"),
    /** The best of each group. */
    BEST_OF_PAIR("best_of_pair");

    private final String id;

    SelectionRule(String id) {
        this.id = id;
    }

    /** Its name in results. */
    public String id() {
        return id;
    }
}
