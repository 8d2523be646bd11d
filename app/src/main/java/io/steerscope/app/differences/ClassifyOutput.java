package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.steerscope.results.document.Section;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.statistics.differences.ComparativeDirections;
import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/**
 * What {@code differences classify} prints.
 *
 * @param results a column each, at least one
 */
public record ClassifyOutput(List<ClassifyResult> results) implements DifferenceOutput {

    /** Below what rounding leaves of the inner product of a unit vector with itself. */
    private static final double NEARLY_ONE = 1.0 - 1e-9;

    /** Copies the list. */
    public ClassifyOutput {
        results = List.copyOf(results);
    }

    /**
     * Classifies the images of each set.
     *
     * @param weights of a class's own text, in [0, 1], at least one
     * @param directions at least one
     */
    public static ClassifyOutput of(
            List<ClassifySet> sets, List<Double> weights, List<ComparativeDirections> directions) {
        return new ClassifyOutput(sets.stream()
                .map(set -> ClassifyResult.of(set, weights, directions))
                .toList());
    }

    @Override
    public Map<String, Object> fields() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put(
                "comparative_prompting",
                "unit(w t + (1 - w) s / n); second: s_b += t_a - delta; both: s_a += t_b + delta");
        rule.put("ties", "the first class");
        rule.put("interval", "Wilson, 95 %");
        rule.put("test", "McNemar's exact test on the same images, two-sided, not corrected for several settings");
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        results.forEach(result -> byName.put(result.set().name(), result.fields()));
        return DifferenceOutput.fields(
                rule, byName, compared().stream().map(Versus::fields).toList());
    }

    /** Every two models over the same images, by each classification. */
    List<Versus> compared() {
        List<Versus> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (int j = i + 1; j < results.size(); j++) {
                ClassifyResult first = results.get(i);
                ClassifyResult second = results.get(j);
                if (isSame(first.set(), second.set())) {
                    first.classifications()
                            .forEach((name, classification) -> all.add(Versus.of(
                                    first.set().name(),
                                    second.set().name(),
                                    name,
                                    classification.right(),
                                    Objects.requireNonNull(
                                                    second.classifications().get(name))
                                            .right())));
                }
            }
        }
        return all;
    }

    private static boolean isSame(ClassifySet first, ClassifySet second) {
        return first.classes().equals(second.classes())
                && first.images().names().equals(second.images().names())
                && Arrays.equals(first.labels(), second.labels());
    }

    /** Whether two unit vectors have no direction between them, which only those of inner product 1 can. */
    private static boolean isSame(double[] first, double[] second) {
        return UnitVectors.dot(first, second) > NEARLY_ONE && !Offsets.hasDirection(Offsets.between(first, second));
    }

    @Override
    public Section section() {
        return new ClassifySection(this).section();
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (ClassifyResult result : results) {
            ClassifySet set = result.set();
            for (int second = 1; second < set.classes().size(); second++) {
                for (int first = 0; first < second; first++) {
                    if (isSame(set.classVectors()[first], set.classVectors()[second])) {
                        remarks.add("%s: classes %s and %s have one vector; the first wins"
                                .formatted(
                                        set.name(),
                                        FieldText.quoted(set.classes().get(first)),
                                        FieldText.quoted(set.classes().get(second))));
                        break;
                    }
                }
            }
        }
        return remarks;
    }
}
