package io.steerscope.app.analogies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analogy.AnalogyControl;
import io.steerscope.statistics.analogy.AnalogyGain;
import io.steerscope.statistics.analogy.AnalogyResult;
import io.steerscope.statistics.analogy.AnalogyTotal;
import io.steerscope.statistics.analogy.Convention;
import io.steerscope.statistics.interval.Interval;

/** Totals by field name: {@code null} is what the data do not determine. */
final class AnalogyFields {

    private static final int FIVE = 5;

    private AnalogyFields() {}

    static Map<String, Object> rule(AnalogyOutput output) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("exclusive", "a, b and c are no candidates");
        rule.put("inclusive", "all words are candidates");
        rule.put("unknown_words", output.settings().unknownIsWrong() ? "wrong" : "skipped");
        rule.put("level", 0.95);
        if (output.hasGains()) {
            rule.put("test", "McNemar's exact test of rank 1 against only-c, two-sided");
            rule.put("multiplicity", "Holm over methods other than the baselines, times both conventions");
            rule.put("interval", "bootstrap over sections, percentile, " + AnalogyGain.RESAMPLES + " resamples");
        }
        rule.put("controls", output.settings().controls());
        rule.put("control_seed", output.settings().controlSeed());
        rule.put("spearman", "depends on the choice of axes, no test");
        return rule;
    }

    static Map<String, Object> totals(AnalogyOutput output, AnalogyResult result) {
        Map<String, Object> totals = new LinkedHashMap<>();
        output.keys().forEach(key -> totals.put(key.toString(), total(result.total(key))));
        return totals;
    }

    static Map<String, Object> totals(AnalogyOutput output, AnalogyResult result, String section) {
        Map<String, Object> totals = new LinkedHashMap<>();
        output.keys().forEach(key -> totals.put(key.toString(), total(result.total(key, section))));
        return totals;
    }

    private static Map<String, Object> total(AnalogyTotal total) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", total.n());
        fields.put("unanswerable", total.unanswerable());
        fields.put("top1", total.top1());
        fields.put("top5", total.top5());
        fields.put("mrr", total.mrr());
        fields.put("wilson95_top1", list(total.top1Interval()));
        fields.put("wilson95_top5", list(total.top5Interval()));
        return checked(fields);
    }

    static Map<String, Object> chance(AnalogyResult result) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Convention convention : Convention.values()) {
            fields.put(convention.id() + "_top1", result.chance(convention, 1).orElse(null));
            fields.put(
                    convention.id() + "_top5", result.chance(convention, FIVE).orElse(null));
        }
        return checked(fields);
    }

    static Map<String, Object> gains(AnalogyOutput output, AnalogyResult result) {
        Map<AnalogyResult.Key, AnalogyGain> gains = result.gains();
        Map<AnalogyResult.Key, Double> adjusted = result.adjusted(gains);
        Map<String, Object> all = new LinkedHashMap<>();
        gains.forEach((key, gain) -> {
            if (output.keys().contains(key)) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                fields.put("n", gain.n());
                fields.put("gain", gain.gain());
                fields.put("gained", gain.gained());
                fields.put("lost", gain.lost());
                fields.put("p_mcnemar", gain.p());
                fields.put("p_holm", adjusted.get(key));
                fields.put("ci95_sections", list(gain.interval()));
                fields.put("sections", gain.sections());
                all.put(key.toString(), checked(fields));
            }
        });
        return all;
    }

    static Map<String, Object> controls(AnalogyOutput output, AnalogyResult result) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (AnalogyResult.Key key : output.keys()) {
            result.control(key).ifPresent(control -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("top1", control(control.top1()));
                fields.put("top5", control(control.top5()));
                fields.put("mrr", control(control.mrr()));
                all.put(key.toString(), fields);
            });
        }
        return all;
    }

    private static Map<String, Object> control(AnalogyControl.Figure figure) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("controls", figure.controls());
        fields.put("mean", figure.mean());
        fields.put("as_good", figure.asGood());
        fields.put("p", figure.p());
        return checked(fields);
    }

    static Map<String, Object> relation(RelationResult relation) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pairs", relation.figures().pairs());
        fields.put("unmoved", relation.figures().unmoved());
        fields.put(
                "skipped",
                relation.skipped().stream()
                        .map(pair -> List.of(pair.first(), pair.second()))
                        .toList());
        fields.put("offset_concentration", relation.figures().offsetConcentration());
        fields.put("pairing_consistency", relation.figures().pairingConsistency());
        fields.put("rating_spearman", relation.figures().ratingSpearman());
        fields.put("typicality", relation.figures().typicality());
        return checked(fields);
    }

    private static @Nullable List<Double> list(@Nullable Interval interval) {
        return interval == null ? null : interval.toList();
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
