package io.steerscope.statistics.hypothesis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adjusted p-values of a family of tests, by name of the test. */
public final class MultipleTesting {

    private MultipleTesting() {}

    /**
     * Holm's step-down adjustment (Holm 1979): controls the chance of any false rejection, under any dependence. With p
     * ascending, adjusted p(i) = max over j <= i of (m - j + 1) p(j), at most 1.
     *
     * @return the adjusted values in the order of the argument
     * @throws IllegalArgumentException if a p-value is not in [0, 1]
     */
    public static <K> Map<K, Double> holm(Map<K, Double> pValues) {
        List<Map.Entry<K, Double>> ascending = ascending(pValues);
        int m = ascending.size();
        Map<K, Double> adjusted = new LinkedHashMap<>(pValues);
        double largest = 0.0;
        for (int i = 0; i < m; i++) {
            largest = Math.max(largest, Math.min(1.0, (m - i) * ascending.get(i).getValue()));
            adjusted.put(ascending.get(i).getKey(), largest);
        }
        return adjusted;
    }

    /**
     * Benjamini and Hochberg's step-up adjustment (1995): controls the expected share of false rejections among
     * independent or positively dependent tests. With p ascending, adjusted p(i) = min over j >= i of m p(j) / j, at
     * most 1.
     *
     * @return the adjusted values in the order of the argument
     * @throws IllegalArgumentException if a p-value is not in [0, 1]
     */
    public static <K> Map<K, Double> benjaminiHochberg(Map<K, Double> pValues) {
        List<Map.Entry<K, Double>> ascending = ascending(pValues);
        int m = ascending.size();
        Map<K, Double> adjusted = new LinkedHashMap<>(pValues);
        double smallest = 1.0;
        for (int i = m - 1; i >= 0; i--) {
            smallest = Math.min(smallest, ascending.get(i).getValue() * m / (i + 1));
            adjusted.put(ascending.get(i).getKey(), smallest);
        }
        return adjusted;
    }

    private static <K> List<Map.Entry<K, Double>> ascending(Map<K, Double> pValues) {
        pValues.forEach((name, p) -> {
            if (!(p >= 0.0 && p <= 1.0)) {
                throw new IllegalArgumentException("p-value of " + name + " is " + p);
            }
        });
        return pValues.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    }
}
