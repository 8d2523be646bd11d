package io.steerscope.statistics.verdict;

/** Why a group is undecided. */
public sealed interface Pending {

    /** Why, in words that follow "undecided: ". */
    String words();

    /** Fewer than two values, or values that do not vary: there is no test. */
    record NoVariation() implements Pending {
        @Override
        public String words() {
            return "fewer than two items, or items that do not vary";
        }
    }

    /**
     * Too few values for the confidence sequence to claim anything.
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

    /** At the final n neither an effect nor the absence of a useful one is shown. */
    record NoEvidence() implements Pending {
        @Override
        public String words() {
            return "no evidence of an effect, but a useful one is not excluded";
        }
    }

    private static String items(long count) {
        return count == 1 ? "1 more item" : count + " more items";
    }
}
