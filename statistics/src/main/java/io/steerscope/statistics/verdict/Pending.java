package io.steerscope.statistics.verdict;

/** Why a group is undecided. */
public sealed interface Pending {

    /** Why, in words that follow "undecided: ". */
    String words(Claim claim);

    /** Fewer than two values, or values that are all equal and do not pass the sign test: there is no t-test. */
    record NoVariation() implements Pending {
        @Override
        public String words(Claim claim) {
            return "fewer than two items, or equal ones, which the sign test does not decide";
        }
    }

    /**
     * Too few values for the rule to claim anything.
     *
     * @param moreItems values until it may
     */
    record BurnIn(long moreItems) implements Pending {
        @Override
        public String words(Claim claim) {
            return "too few items, needs " + Pending.items(moreItems);
        }
    }

    /**
     * More values would decide it, if mean, standard deviation and the other groups stay as they are.
     *
     * @param moreItems how many, within the planned n
     * @param works whether towards a mean above 0 or towards one below the smallest effect of interest
     */
    record MoreItems(long moreItems, boolean works) implements Pending {
        @Override
        public String words(Claim claim) {
            return Pending.items(moreItems) + " would decide it (" + (works ? claim.holds() : claim.fails())
                    + ") at the present mean and standard deviation";
        }
    }

    /** The planned n would not decide it, if mean, standard deviation and the other groups stay as they are. */
    record BeyondPlan() implements Pending {
        @Override
        public String words(Claim claim) {
            return "not to be decided within the planned items at the present mean and standard deviation";
        }
    }

    /** The plain t-test would say that it works; items as skewed to the left as these may deceive it at this n. */
    record TooSkewed() implements Pending {
        @Override
        public String words(Claim claim) {
            return "the mean is above 0 by the plain t-test, but so few items, this skewed to the left, do not decide it";
        }
    }

    /** At the final n no effect is shown, nor, where a smallest effect was chosen, that there is no useful one. */
    record NoEvidence() implements Pending {
        @Override
        public String words(Claim claim) {
            return "no effect above 0 is shown in the family";
        }
    }

    private static String items(long count) {
        return count == 1 ? "1 more item" : count + " more items";
    }
}
