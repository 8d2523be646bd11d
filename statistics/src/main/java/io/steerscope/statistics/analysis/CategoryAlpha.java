package io.steerscope.statistics.analysis;

import java.util.Comparator;

/** One cell of the table of categories and alphas. */
public record CategoryAlpha(String category, double alpha) implements Comparable<CategoryAlpha> {

    private static final Comparator<CategoryAlpha> ORDER =
            Comparator.comparing(CategoryAlpha::category).thenComparingDouble(CategoryAlpha::alpha);

    @Override
    public int compareTo(CategoryAlpha other) {
        return ORDER.compare(this, other);
    }

    /** {@code category|alpha}, such as {@code colour|0.5}. */
    public String key() {
        return category + "|" + alpha;
    }
}
