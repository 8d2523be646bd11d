package io.steerscope.statistics.verdict;

/** Why a group is undecided. */
public sealed interface Pending {

    /** Why, in words that follow "undecided: ". */
    String words();

    /** Fewer than two values, or values that are all equal and too few for the sign test: there is no test. */
    record NoVariation() implements Pending {
        @Override
        public String words() {
            return "fewer than two items, or equal ones that are too few for the sign test";
        }
    }

    /**
     * Too few values for the rule to claim anything.
     *
     * @param moreItems values until it may
     */
    record BurnIn(long moreItems) implements Pending {
        @Override
        public String words() {
            return "too few items, needs " + Pending.items(moreItems);
        }
    }

    /**
     * More values would decide it, if mean, standard deviation and the other groups stay as they are.
     *
     * @param moreItems how many, within the planned n
     * @param works whether towards "works" or towards "does not"
     */
    record MoreItems(long moreItems, boolean works) implements Pending {
        @Override
        public String words() {
            return Pending.items(moreItems) + " would decide it (" + (works ? "works" : "does not")
                    + ") at the present mean and standard deviation";
        }
    }

    /** The planned n would not decide it, if mean, standard deviation and the other groups stay as they are. */
    record BeyondPlan() implements Pending {
        @Override
        public String words() {
            return "not to be decided within the planned items at the present mean and standard deviation";
        }
    }

    /** At the final n no effect is shown, nor, where a smallest effect was chosen, that there is no useful one. */
    record NoEvidence() implements Pending {
        @Override
        public String words() {
            return "no effect above 0 is shown";
        }
    }

    private static String items(long count) {
        return count == 1 ? "1 more item" : count + " more items";
    }
}
