package io.steerscope.results.intake;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Decision;

/** A decision names a cell, a scorer and one of two outcomes, and its figures can be those of margins. */
final class DecisionRule implements RecordRule<Decision> {

    static final int MOST_SCORERS = 1_000;

    private static final Set<String> OUTCOMES = Set.of("works", "does not");
    private static final double LARGEST_MARGIN = 2.0;

    /** Parts of a key before the category, which may hold any character. */
    private static final int PARTS = 4;

    private final RecordLimits limits;

    DecisionRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "decision";
    }

    @Override
    public long mostBytes() {
        return Bounds.STORED_BYTES;
    }

    @Override
    public Optional<String> ownKey(Decision decision) {
        return Optional.of(RecordKeys.decisionKey(decision));
    }

    @Override
    public boolean isKey(String key) {
        String[] parts = key.split("/", PARTS + 1);
        try {
            return parts.length == PARTS + 1
                    && RecordKeys.decisionKey(parts[0], parts[1], parts[2], Double.parseDouble(parts[3]), parts[4])
                            .equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Judgement<Decision> judge(String key, Decision decision) {
        Bounds.text("category", decision.getCategory(), limits.promptLength());
        if (!OUTCOMES.contains(decision.getOutcome())) {
            throw Bounds.invalid("its outcome is neither \"works\" nor \"does not\"");
        }
        Bounds.atLeast("place", decision.getPlace(), 0);
        Bounds.atLeast("number of items", decision.getItems(), 1);
        Bounds.atLeast("number of items passed over", decision.getPassedOver(), 0);
        if ((long) decision.getItems() + decision.getPassedOver() != decision.getPlace() + 1L) {
            throw Bounds.invalid("it rests on %d items and passes over %d up to place %d"
                    .formatted(decision.getItems(), decision.getPassedOver(), decision.getPlace()));
        }
        Bounds.magnitude("mean", decision.getMean(), LARGEST_MARGIN);
        finiteOrNone("lower bound", decision.getLowerBound());
        finiteOrNone("upper bound", decision.getUpperBound());
        if (!(decision.getP() >= 0 && decision.getP() <= 1)) {
            throw Bounds.invalid("its p is " + decision.getP());
        }
        Bounds.count("scorers", decision.getScorers().size(), 1, MOST_SCORERS);
        Bounds.ascendingIds("scorer", decision.getScorers());
        if (!decision.getScorers().contains(decision.getScorerId())) {
            throw Bounds.invalid("it is by %s, which is none of its scorers".formatted(decision.getScorerId()));
        }
        Bounds.count("cells of its category", decision.getCategoryCells(), 1, DesignRule.MOST_CELLS);
        Bounds.name("checksum", decision.getDesignSha256());
        return new Judgement.Accepted<>(key, decision);
    }

    private static void finiteOrNone(String name, @Nullable Double value) {
        if (value != null) {
            Bounds.finite(name, value);
        }
    }
}
