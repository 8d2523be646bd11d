package io.steerscope.results.design;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.StoppingDesign;

/** The cells of a design of which no more images are made, as every scorer that it names has decided them. */
public final class DecidedCells {

    /** Of a design that stops nothing. */
    public static final DecidedCells NONE = new DecidedCells(Set.of(), Set.of());

    private final Set<Cell> cells;
    private final Set<String> categories;

    private record Cell(String category, String method, double alpha) {}

    private DecidedCells(Set<Cell> cells, Set<String> categories) {
        this.cells = cells;
        this.categories = categories;
    }

    /**
     * Those of an experiment.
     *
     * @param decisions its decisions; those about another design, cell or scorer do not count
     */
    public static DecidedCells of(Experiment experiment, Collection<Decision> decisions) {
        StoppingDesign stop = experiment.getStop();
        if (stop == null) {
            return NONE;
        }
        DesignScope scope = DesignScope.of(experiment);
        Map<Cell, Set<String>> scorers = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision.getDesignSha256().equals(experiment.getDesignSha256())
                    && stop.getScorers().contains(decision.getScorerId())
                    && scope.holds(decision.getCategory(), decision.getMethod(), decision.getAlpha())) {
                scorers.computeIfAbsent(
                                new Cell(decision.getCategory(), decision.getMethod(), decision.getAlpha() + 0.0),
                                first -> new HashSet<>())
                        .add(decision.getScorerId());
            }
        }
        Set<Cell> cells = new HashSet<>();
        Map<String, Integer> ofCategory = new HashMap<>();
        scorers.forEach((cell, deciding) -> {
            if (deciding.containsAll(stop.getScorers())) {
                cells.add(cell);
                ofCategory.merge(cell.category(), 1, Integer::sum);
            }
        });
        int all = scope.methods().size() * scope.alphas().size();
        ofCategory.values().removeIf(count -> count < all);
        return new DecidedCells(Set.copyOf(cells), Set.copyOf(ofCategory.keySet()));
    }

    /** Whether no more images of a cell are made. */
    public boolean holds(String category, String method, double alpha) {
        return cells.contains(new Cell(category, method, alpha + 0.0));
    }

    /** Whether all cells of a category are decided, so that it needs no unsteered images any more. */
    public boolean holdsCategory(String category) {
        return categories.contains(category);
    }

    /** Whether the image of a job is not wanted any more, steered or unsteered. */
    public boolean holds(SkippedJob job) {
        return holds(
                        job.getCategory(),
                        job.getIdentity().getMethod(),
                        job.getIdentity().getAlpha())
                || holdsCategory(job.getCategory());
    }

    /** Number of decided cells. */
    public int count() {
        return cells.size();
    }
}
