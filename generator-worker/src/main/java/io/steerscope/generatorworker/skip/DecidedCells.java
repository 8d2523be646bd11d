package io.steerscope.generatorworker.skip;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Identity;

/**
 * The cells (category, method and alpha) of which no more images are made, as every scorer that has to decide them has,
 * and the categories of which all cells are such, so that they need no more unsteered images either. Immutable.
 */
final class DecidedCells {

    private final Set<Cell> cells;
    private final Set<Category> categories;

    /**
     * A category of an experiment. A job does not say of which design it is, but an experiment has one: decisions on
     * another belong to an experiment of before, whose topics were deleted.
     */
    private record Category(String experimentId, String category) {}

    private record Cell(Category category, String method, double alpha) {}

    /** A cell of one design. */
    private record DesignCell(String designSha256, Cell cell) {

        static DesignCell of(Decision decision) {
            return new DesignCell(
                    decision.getDesignSha256(),
                    new Cell(
                            new Category(decision.getExperimentId(), decision.getCategory()),
                            decision.getMethod(),
                            decision.getAlpha() + 0.0));
        }
    }

    private record DesignCategory(String designSha256, Category category) {}

    private DecidedCells(Set<Cell> cells, Set<Category> categories) {
        this.cells = Set.copyOf(cells);
        this.categories = Set.copyOf(categories);
    }

    /** What some decisions, one of each cell and scorer, come to. */
    static DecidedCells of(Collection<Decision> decisions) {
        Map<DesignCell, Set<String>> deciders = new HashMap<>();
        decisions.forEach(decision -> deciders.computeIfAbsent(DesignCell.of(decision), cell -> new HashSet<>())
                .add(decision.getScorerId()));
        Set<Cell> cells = new HashSet<>();
        Set<Category> categories = new HashSet<>();
        Map<DesignCategory, Integer> counts = new HashMap<>();
        for (Decision decision : decisions) {
            DesignCell cell = DesignCell.of(decision);
            Set<String> have = deciders.getOrDefault(cell, Set.of());
            if (!have.containsAll(decision.getScorers())) {
                continue;
            }
            deciders.remove(cell);
            cells.add(cell.cell());
            Category category = cell.cell().category();
            int decided = counts.merge(new DesignCategory(cell.designSha256(), category), 1, Integer::sum);
            if (decided >= decision.getCategoryCells()) {
                categories.add(category);
            }
        }
        return new DecidedCells(cells, categories);
    }

    /** Whether an image of this identity and category is not needed. */
    boolean isUnneeded(Identity identity, String category) {
        if (cells.isEmpty()) {
            return false;
        }
        Category ofExperiment = new Category(identity.getExperimentId(), category);
        return UnsteeredImage.named(identity.getMethod()).isPresent()
                ? categories.contains(ofExperiment)
                : cells.contains(new Cell(ofExperiment, identity.getMethod(), identity.getAlpha() + 0.0));
    }
}
