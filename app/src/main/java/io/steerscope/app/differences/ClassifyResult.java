package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.statistics.differences.CancelledClassException;
import io.steerscope.statistics.differences.Classification;
import io.steerscope.statistics.differences.ComparativeDirections;
import io.steerscope.statistics.differences.ComparativePrompting;
import io.steerscope.statistics.differences.Share;
import io.steerscope.statistics.hypothesis.McNemarTest;

/**
 * The images of a set, classified by the classes' own texts and by comparative prompting.
 *
 * @param settings by name, in the order of weights and directions
 */
record ClassifyResult(ClassifySet set, Classification zeroShot, Map<String, Setting> settings) {

    /**
     * A way of comparative prompting.
     *
     * @param vectors of the classes
     */
    record Setting(
            double weight, ComparativeDirections directions, double[][] vectors, Classification classification) {}

    static ClassifyResult of(ClassifySet set, List<Double> weights, List<ComparativeDirections> directions) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (double weight : weights) {
            for (ComparativeDirections direction : directions) {
                double[][] vectors = classVectors(set, weight, direction);
                settings.put(
                        "comparative|" + Numbers.key(weight) + "|" + direction.id(),
                        new Setting(
                                weight,
                                direction,
                                vectors,
                                Classification.of(set.images().vectors(), set.labels(), vectors)));
            }
        }
        return new ClassifyResult(
                set, Classification.of(set.images().vectors(), set.labels(), set.classVectors()), settings);
    }

    private static double[][] classVectors(ClassifySet set, double weight, ComparativeDirections directions) {
        try {
            return ComparativePrompting.classVectors(set.classVectors(), set.comparatives(), weight, directions);
        } catch (CancelledClassException e) {
            throw new ActionableException(
                    "%s: at weight %s (%s) the comparatives of class %s cancel its text: choose another --weight"
                            .formatted(
                                    set.name(),
                                    Numbers.key(weight),
                                    directions,
                                    FieldText.quoted(set.classes().get(e.number()))),
                    e);
        }
    }

    /** All classifications by name, that by the classes' own texts first. */
    Map<String, Classification> classifications() {
        Map<String, Classification> all = new LinkedHashMap<>();
        all.put("zero_shot", zeroShot);
        settings.forEach((name, setting) -> all.put(name, setting.classification()));
        return all;
    }

    /** The setting that is tested first: the first weight, direction second where there is one. */
    Setting primary() {
        Setting first = settings.values().iterator().next();
        return settings.values().stream()
                .filter(setting ->
                        setting.weight() == first.weight() && setting.directions() == ComparativeDirections.SECOND)
                .findFirst()
                .orElse(first);
    }

    /** A classification against that by the classes' own texts, which is the second. */
    McNemarTest paired(Classification comparative) {
        return McNemarTest.of(comparative.right(), zeroShot.right());
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("classes", set.classes());
        if (!set.images().numbered()) {
            fields.put("images", set.images().names());
        }
        fields.put("labels", set.labels());
        fields.put("zero_shot", Figures.checked(figures(zeroShot)));
        settings.forEach((name, setting) -> {
            Map<String, @Nullable Object> figures = new LinkedHashMap<>();
            figures.put("class_vectors", setting.vectors());
            figures.putAll(figures(setting.classification()));
            figures.put("paired", fields(paired(setting.classification())));
            fields.put(name, Figures.checked(figures));
        });
        fields.put("paired", fields(paired(primary().classification())));
        return fields;
    }

    private static Map<String, @Nullable Object> figures(Classification classification) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Share share = classification.share();
        List<@Nullable Double> byClass = new ArrayList<>();
        Share[] shares = classification.classShares();
        for (Share each : shares) {
            byClass.add(each.value());
        }
        int worst = classification.worstClass();
        fields.put("predictions", classification.predictions());
        fields.put("correct", share.right());
        fields.put("n", share.n());
        Figures.putShare(fields, share);
        fields.put("confusion", classification.confusion());
        fields.put("class_accuracy", byClass);
        fields.put("balanced_accuracy", classification.balancedAccuracy());
        fields.put("worst_class_accuracy", worst < 0 ? null : shares[worst].value());
        fields.put("worst_class", worst < 0 ? null : worst);
        return fields;
    }

    private static Map<String, Object> fields(McNemarTest paired) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("only_comparative_right", paired.onlyFirst());
        fields.put("only_zero_shot_right", paired.onlySecond());
        fields.put("mcnemar_exact_p_two_sided", paired.pTwoSided());
        return fields;
    }
}
