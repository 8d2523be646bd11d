package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the evidence says about one group of a family. */
public sealed interface Verdict {

    /** What it rests on. */
    Evidence evidence();

    /** The rule that made it. */
    DecisionRule rule();

    /** {@code works}, {@code does not} or {@code undecided}. */
    String outcome();

    /** The verdict and its reason, in words. */
    String words();

    /**
     * The mean margin is above 0.
     *
     * @param belowSmallestEffect whether it is also shown to be below the smallest effect of interest
     */
    record Works(Evidence evidence, DecisionRule rule, boolean belowSmallestEffect) implements Verdict {
        @Override
        public String outcome() {
            return "works";
        }

        @Override
        public String words() {
            String words = String.format(
                    Locale.ROOT, "works: mean margin above 0 (p %.2g, %d items)", evidence.pWorks(), evidence.n());
            return belowSmallestEffect ? words + ", by less than the smallest effect of interest" : words;
        }
    }

    /** The mean margin is below the smallest effect of interest, and not shown to be above 0. */
    record DoesNot(Evidence evidence, DecisionRule rule) implements Verdict {
        @Override
        public String outcome() {
            return "does not";
        }

        @Override
        public String words() {
            return String.format(
                    Locale.ROOT,
                    "does not: mean margin below %.4f (p %.2g, %d items)",
                    evidence.smallestEffect(),
                    evidence.pDoesNot(),
                    evidence.n());
        }
    }

    /**
     * Neither is shown.
     *
     * @param pending why, and what would change it
     */
    record Undecided(Evidence evidence, DecisionRule rule, Pending pending) implements Verdict {
        @Override
        public String outcome() {
            return "undecided";
        }

        @Override
        public String words() {
            return "undecided: " + pending.words();
        }
    }

    /** The verdict by field name; the rule, which the family shares, is not repeated. */
    default Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome());
        fields.put("words", words());
        fields.putAll(evidence().toMap());
        if (this instanceof Undecided undecided && undecided.pending() instanceof Pending.MoreItems more) {
            fields.put("more_items", more.moreItems());
            fields.put("more_items_towards", more.works() ? "works" : "does not");
        }
        return fields;
    }
}
