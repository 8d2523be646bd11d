package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.stopping.StoppingPlan;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingRule;

/**
 * The looks at the cells of one experiment whose design says when it stops, taken again and again while images are
 * scored. Used by one thread.
 *
 * <p>A look goes on where the last one was held back: it reads the items from there to the next open one, of those
 * cells alone that have changed. What a look shows by that is then read once more from its first item, so that a
 * decision rests on the scores that are there now. Scores that were corrected in items already looked at are seen by
 * that too, or else by the whole look that is taken of every changed cell every {@link #WHOLE_NANOS}, and after
 * {@link #REST} times the time that the last one took.
 */
public final class ExperimentLooks {

    static final long WHOLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int REST = 19;

    private final Experiment experiment;
    private final LongSupplier nanoTime;
    private final Map<CellKey, Followed> cells = new TreeMap<>();
    private long lastWhole;
    private long wholeTook;
    private long failuresSeen;

    /** A cell as it was last looked at. */
    private static final class Followed {
        private CellLook look;
        private @Nullable Cell seen;
        private boolean isChangedSinceWhole = true;

        Followed(CellLook look) {
            this.look = look;
        }
    }

    /**
     * @param experiment its design says when it stops
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public ExperimentLooks(Experiment experiment, LongSupplier nanoTime) {
        this.experiment = experiment;
        this.nanoTime = nanoTime;
        this.lastWhole = nanoTime.getAsLong();
        for (CellLook look : of(experiment)) {
            cells.put(look.cell(), new Followed(look));
        }
    }

    /** Looks at all cells of a design by all of its scorers, none of which has begun. */
    static List<CellLook> of(Experiment experiment) {
        List<CellLook> looks = new ArrayList<>();
        StoppingPlan plan = StoppingPlan.of(experiment).orElse(null);
        if (plan == null) {
            return looks;
        }
        Measure measure = DesignScope.measure(experiment);
        for (CategoryDesign category : experiment.getCategories()) {
            if (category.getPairs() == 0) {
                continue;
            }
            StoppingRule rule = plan.rule(category.getCategory());
            for (String method : experiment.getMethods()) {
                for (double alpha : experiment.getAlphas()) {
                    for (String scorer : plan.design().getScorers()) {
                        CellKey cell = new CellKey(
                                experiment.getExperimentId(),
                                scorer,
                                method,
                                alpha + 0.0,
                                category.getCategory(),
                                measure);
                        looks.add(new CellLook(cell, rule, category.getPairs()));
                    }
                }
            }
        }
        return looks;
    }

    /**
     * Looks at the cells that are not decided, and says what the items decide about them.
     *
     * @param state what is read
     * @param decided whether a cell is decided for good; such a cell is not looked at again
     */
    public List<Decision> look(LiveState state, Predicate<CellKey> decided) {
        cells.keySet().removeIf(decided);
        if (cells.isEmpty()) {
            return List.of();
        }
        Map<CellKey, Cell> present = state.cells(experiment.getExperimentId());
        Collection<DeadLetter> failures = state.failures(experiment.getExperimentId());
        Set<Followed> changed = changed(present, failures);
        Set<CellLook> whole = startAgainIfDue(changed);
        if (changed.isEmpty()) {
            return List.of();
        }
        PlacedItems placed = new PlacedItems(experiment, state, failures);
        CellLook.advance(changed.stream().map(followed -> followed.look).toList(), placed);
        if (!whole.isEmpty()) {
            wholeTook = nanoTime.getAsLong() - lastWhole;
        }
        confirm(changed, whole, placed);
        List<Decision> decisions = new ArrayList<>();
        for (Followed followed : changed) {
            followed.look.decision().ifPresent(made -> decisions.add(record(followed.look.cell(), made)));
        }
        return decisions;
    }

    /** The cells whose scores or failures are others than at the last look. */
    private Set<Followed> changed(Map<CellKey, Cell> present, Collection<DeadLetter> failures) {
        long seen = 31L * failures.size()
                + failures.stream().mapToLong(DeadLetter::hashCode).sum();
        boolean isAll = seen != failuresSeen;
        failuresSeen = seen;
        Set<Followed> changed = new LinkedHashSet<>();
        cells.forEach((key, followed) -> {
            Cell now = present.getOrDefault(key, Cell.EMPTY);
            if (isAll
                    || followed.seen == null
                    || !now.equals(followed.seen)
                    || followed.look.decision().isPresent()) {
                followed.seen = now;
                followed.isChangedSinceWhole = true;
                changed.add(followed);
            }
        });
        return changed;
    }

    /** Begins the looks at their first items again, of the cells that have changed, if that is due. */
    private Set<CellLook> startAgainIfDue(Set<Followed> changed) {
        long now = nanoTime.getAsLong();
        Set<CellLook> whole = new HashSet<>();
        if (now - lastWhole < Math.max(WHOLE_NANOS, REST * wholeTook)) {
            return whole;
        }
        lastWhole = now;
        for (Followed followed : cells.values()) {
            if (followed.isChangedSinceWhole) {
                followed.look = followed.look.again();
                followed.isChangedSinceWhole = false;
                whole.add(followed.look);
                changed.add(followed);
            }
        }
        return whole;
    }

    /** Takes the looks that decide once more, from their first items on. */
    private static void confirm(Collection<Followed> changed, Set<CellLook> whole, PlacedItems placed) {
        List<CellLook> again = new ArrayList<>();
        for (Followed followed : changed) {
            if (followed.look.decision().isPresent() && !whole.contains(followed.look)) {
                followed.look = followed.look.again();
                again.add(followed.look);
            }
        }
        CellLook.advance(again, placed);
    }

    private Decision record(CellKey cell, StoppingDecision made) {
        return new Decision(
                cell.experimentId(),
                cell.scorerId(),
                cell.category(),
                cell.method(),
                cell.alpha(),
                made.outcome().words(),
                made.place(),
                Math.toIntExact(made.items()),
                Math.toIntExact(made.passedOver()),
                made.mean(),
                made.lowerBound(),
                made.upperBound(),
                made.p(),
                Objects.requireNonNull(experiment.getStop()).getScorers(),
                experiment.getMethods().size() * experiment.getAlphas().size(),
                experiment.getDesignSha256());
    }
}
