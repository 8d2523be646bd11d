package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the evidence says about one group of a family. */
public sealed interface Verdict {

    /** From so many values on the rules about hold their error rates for values of a skewness up to 1.4 too. */
    int FEWEST_FOR_SKEWED_ITEMS = 50;

    /** What it rests on. */
    Evidence evidence();

    /** The rule that made it. */
    DecisionRule rule();

    /** What is claimed. */
    default Claim claim() {
        return rule().settings().claim();
    }

    /** The outcome by the words of the {@linkplain Claim claim}, such as {@code works}, or {@code undecided}. */
    String outcome();

    /** The verdict and its reason, in words. */
    String words();

    /**
     * The mean is above 0.
     *
     * @param belowSmallestEffect whether it is also shown to be below the smallest effect of interest
     */
    record Works(Evidence evidence, DecisionRule rule, boolean belowSmallestEffect) implements Verdict {
        @Override
        public String outcome() {
            return claim().holds();
        }

        @Override
        public String words() {
            if (Objects.requireNonNullElse(evidence.sd(), 0.0) == 0.0) {
                return String.format(
                        Locale.ROOT,
                        "%s: all %d items are equal and above 0 (sign test, Holm-adjusted p %.2g: about the median; rare large"
                                + " losses would not show)",
                        outcome(),
                        evidence.n(),
                        evidence.pWorks());
            }
            String words = String.format(
                    Locale.ROOT,
                    "%s: mean %s above 0 (Holm-adjusted p %.2g, %d items)",
                    outcome(),
                    claim().figure(),
                    evidence.pWorks(),
                    evidence.n());
            words += evidence.lowerBound() == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", at least %.4f by the bound that decides it (one-sided, level %s)",
                            evidence.lowerBound(),
                            DecisionRule.decimal(evidence.decidingLevel(), DecisionRule.LEVEL_DIGITS));
            words += belowSmallestEffect ? ", by less than the smallest effect of interest" : "";
            return words + reservation(evidence);
        }
    }

    /** The mean is below the smallest effect of interest, and not shown to be above 0. */
    record DoesNot(Evidence evidence, DecisionRule rule) implements Verdict {
        @Override
        public String outcome() {
            return claim().fails();
        }

        @Override
        public String words() {
            return String.format(
                            Locale.ROOT,
                            "%s: mean %s below %.4f, the smallest effect of interest (Holm-adjusted p %.2g, %d items)",
                            outcome(),
                            claim().figure(),
                            evidence.smallestEffect(),
                            evidence.pDoesNot(),
                            evidence.n())
                    + reservation(evidence);
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
            return "undecided: " + pending.words(claim()) + excluded(evidence);
        }
    }

    /** What stays possible, in words that follow another sentence: empty where the values bound nothing. */
    private static String excluded(Evidence evidence) {
        Double above = evidence.excludedAbove();
        if (above == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; effects above %.4f excluded (one-sided, level %s)%s",
                above,
                DecisionRule.decimal(evidence.excludedLevel(), DecisionRule.LEVEL_DIGITS),
                above < 0.0 ? ", so the mean is below 0" : "");
    }

    /** What the rule does not hold at a small n, in words that follow the verdict. */
    private static String reservation(Evidence evidence) {
        return evidence.n() < FEWEST_FOR_SKEWED_ITEMS
                ? ", unless items are strongly skewed (too few of them for the rule to hold then)"
                : "";
    }

    /** The same verdict in units of which {@code factor} make one. */
    default Verdict scaled(double factor) {
        Evidence evidence = evidence().scaled(factor);
        DecisionRule rule = new DecisionRule(rule().method(), rule().settings().scaled(factor), rule().family());
        if (this instanceof Works works) {
            return new Works(evidence, rule, works.belowSmallestEffect());
        }
        return this instanceof Undecided undecided
                ? new Undecided(evidence, rule, undecided.pending())
                : new DoesNot(evidence, rule);
    }

    /** The verdict by field name; the rule, which the family shares, is not repeated. */
    default Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome());
        fields.put("words", words());
        fields.putAll(evidence().toMap());
        if (this instanceof Undecided undecided && undecided.pending() instanceof Pending.MoreItems more) {
            fields.put("more_items", more.moreItems());
            fields.put("more_items_towards", more.works() ? claim().holds() : claim().fails());
        }
        return fields;
    }
}
