package io.steerscope.statistics.embedding;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers in place of numbers: 0, 1, 2 in the order of first appearance.
 *
 * @param of the new number at each place
 * @param values the old number of each new one
 */
record Numbering(int[] of, int[] values) {

    static Numbering of(int[] numbers) {
        Map<Integer, Integer> known = new LinkedHashMap<>();
        int[] renumbered = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            Integer number = known.get(numbers[i]);
            if (number == null) {
                number = known.size();
                known.put(numbers[i], number);
            }
            renumbered[i] = number;
        }
        return new Numbering(
                renumbered, known.keySet().stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many different numbers there are. */
    int count() {
        return values.length;
    }

    /** The places of each number. */
    int[][] places() {
        int[] counts = new int[count()];
        for (int number : of) {
            counts[number]++;
        }
        int[][] places = new int[count()][];
        for (int number = 0; number < places.length; number++) {
            places[number] = new int[counts[number]];
        }
        for (int i = of.length - 1; i >= 0; i--) {
            places[of[i]][--counts[of[i]]] = i;
        }
        return places;
    }
}
