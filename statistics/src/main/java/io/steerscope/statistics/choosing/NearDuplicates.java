package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Images that are nearly equal. Two of a cosine c are no further apart than sqrt(2 (1 - c)) in any two orthonormal
 * coordinates, so only those in neighbouring cells of a grid over the map are compared.
 */
final class NearDuplicates {

    private static final double ROUNDING = 1e-9;

    private record Cell(long x, long y) {}

    private final double[][] units;
    private final double[][] map;
    private final double least;
    private final double width;

    /**
     * Comparisons to come.
     *
     * @param units unit vectors of the images, in key order
     * @param map two coordinates of each along orthonormal directions
     * @param least cosine from which two are nearly equal, in (0, 1]
     */
    NearDuplicates(double[][] units, double[][] map, double least) {
        this.units = units;
        this.map = map;
        this.least = least;
        this.width = Math.sqrt(2.0 * (1.0 - least)) + ROUNDING;
    }

    /** The first pairs in key order. */
    List<ChoosingResult.Duplicate> first(int most) {
        Map<Cell, List<Integer>> grid = new HashMap<>();
        for (int i = 0; i < units.length; i++) {
            grid.computeIfAbsent(cell(i), any -> new ArrayList<>()).add(i);
        }
        List<ChoosingResult.Duplicate> pairs = new ArrayList<>();
        for (int i = 0; i < units.length && pairs.size() < most; i++) {
            List<Integer> beside = new ArrayList<>();
            for (int place : around(grid, i)) {
                if (place > i) {
                    beside.add(place);
                }
            }
            beside.sort(null);
            for (int place : beside) {
                double cosine = UnitRows.cosine(units[i], units[place]);
                if (cosine >= least && pairs.size() < most) {
                    pairs.add(new ChoosingResult.Duplicate(i, place, cosine));
                }
            }
        }
        return pairs;
    }

    /**
     * Which of some images are no near-duplicates of an earlier one that is kept.
     *
     * @param places in key order
     */
    int[] kept(int[] places) {
        Map<Cell, List<Integer>> grid = new HashMap<>();
        List<Integer> kept = new ArrayList<>();
        for (int place : places) {
            boolean isNew = true;
            for (int other : around(grid, place)) {
                if (UnitRows.cosine(units[place], units[other]) >= least) {
                    isNew = false;
                    break;
                }
            }
            if (isNew) {
                kept.add(place);
                grid.computeIfAbsent(cell(place), any -> new ArrayList<>()).add(place);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private Cell cell(int place) {
        return new Cell((long) Math.floor(map[place][0] / width), (long) Math.floor(map[place][1] / width));
    }

    private List<Integer> around(Map<Cell, List<Integer>> grid, int place) {
        Cell cell = cell(place);
        List<Integer> around = new ArrayList<>();
        for (long x = cell.x() - 1; x <= cell.x() + 1; x++) {
            for (long y = cell.y() - 1; y <= cell.y() + 1; y++) {
                List<Integer> there = grid.get(new Cell(x, y));
                if (there != null) {
                    around.addAll(there);
                }
            }
        }
        return around;
    }
}
