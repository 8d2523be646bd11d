package io.steerscope.statistics.analysis;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which seeds an item must have to count. */
public sealed interface SeedRule {

    /** Every seed that any item has. */
    record Observed() implements SeedRule {}

    /**
     * These, and no others: margins of other seeds count nowhere.
     *
     * @param seeds at least one
     */
    record Listed(SortedSet<Long> seeds) implements SeedRule {

        /** @throws IllegalArgumentException if there is none */
        public Listed {
            if (seeds.isEmpty()) {
                throw new IllegalArgumentException("At least one seed is needed");
            }
            seeds = Collections.unmodifiableSortedSet(new TreeSet<>(seeds));
        }
    }

    /**
     * Those that it has, whichever they are: every item counts, and items are means over different numbers of seeds.
     */
    record Own() implements SeedRule {}

    /**
     * As {@link Own} for items; two sides of a difference are not matched by seed, but each item is the mean over the
     * seeds of its own side. It is for images whose seeds say nothing, such as those that were made elsewhere.
     */
    record Unmatched() implements SeedRule {}

    /** Whether every item counts, with the seeds that it has. */
    default boolean isOwn() {
        return this instanceof Own || this instanceof Unmatched;
    }

    /** The seeds that an item must have among those that were observed; empty where every item counts. */
    default Set<Long> required(Set<Long> observed) {
        if (this instanceof Listed listed) {
            return listed.seeds();
        }
        return isOwn() ? Set.of() : observed;
    }
}
