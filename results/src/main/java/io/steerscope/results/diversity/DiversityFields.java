package io.steerscope.results.diversity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityCells;
import io.steerscope.statistics.diversity.DiversityItem;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.interval.Interval;

/** What was found by field name: {@code null} is what the data do not determine. */
final class DiversityFields {

    private DiversityFields() {}

    /** The fields of one method, or under {@code methods} those of several. */
    static Map<String, Object> of(DiversityOutput output) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        DiversitySettings settings = output.settings();
        fields.put("rule", rule(output.settings().loss()));
        fields.put("kernel", kernels(settings));
        fields.put("ridge", settings.ridges());
        fields.put("conditions", output.methods().values().iterator().next().conditions());
        if (output.isOneMethod()) {
            fields.putAll(method(output.methods().values().iterator().next(), settings));
        } else {
            Map<String, Object> methods = new LinkedHashMap<>();
            output.methods().forEach((name, result) -> methods.put(name, method(result, settings)));
            fields.put("methods", methods);
        }
        return checked(fields);
    }

    /** The name of a group: {@code overall}, {@code CATEGORY|}, {@code |ALPHA} or {@code CATEGORY|ALPHA}. */
    static String name(GroupSpectrum spectrum) {
        String category = spectrum.group().category();
        Double alpha = spectrum.group().alpha();
        return category == null && alpha == null
                ? "overall"
                : (category == null ? "" : category) + "|" + (alpha == null ? "" : Numbers.key(alpha));
    }

    /** The rule of a single look. */
    static Map<String, Object> rule(double loss) {
        return rule(
                "one-sided t-test over complete items",
                "Holm over all steered cells of a method, for each of two families",
                loss);
    }

    /** A rule of verdicts. */
    static Map<String, Object> rule(String test, String multiplicity, double loss) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("test", test);
        rule.put("multiplicity", multiplicity);
        rule.put("families", List.of("margin_change > 0", "diversity_loss_contrast < 0"));
        rule.put("level", DiversityCells.LEVEL);
        rule.put("diversity_loss", loss);
        return rule;
    }

    /** The names of the kernels. */
    static List<String> kernels(DiversitySettings settings) {
        if (settings.gaussian() == null) {
            return List.of("cosine");
        }
        return settings.cosine() ? List.of("cosine", "gaussian") : List.of("gaussian");
    }

    private static Map<String, Object> method(DiversityResult result, DiversitySettings settings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        putBaseline(fields, result.baseline());
        fields.put("intervals", result.hasIntervals());
        fields.put("items", result.items().stream().map(DiversityFields::item).toList());
        fields.put("cells", result.cells().stream().map(DiversityFields::cell).toList());
        fields.put("spectrum", spectrum(result.spectra(), result.conditions(), settings));
        if (result.removal() != null) {
            fields.put("prompt_removal", removal(PromptRegression.of(result.removal())));
        }
        return checked(fields);
    }

    /** Puts the baseline, where there is one. */
    static void putBaseline(Map<String, @Nullable Object> fields, @Nullable BaselineAlpha baseline) {
        if (baseline != null) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("alpha", baseline.alpha());
            of.put("steered", baseline.steered());
            fields.put("baseline", of);
        }
    }

    /** The spectra by name of the group. */
    static Map<String, Object> spectrum(
            List<GroupSpectrum> groups, List<String> conditions, DiversitySettings settings) {
        SpectrumFields fields = new SpectrumFields(settings.ridge(), conditions.isEmpty() ? null : conditions.get(0));
        Map<String, Object> spectrum = new LinkedHashMap<>();
        groups.forEach(group -> spectrum.put(name(group), fields.of(group)));
        return spectrum;
    }

    /** What a regression on prompts leaves. */
    static Map<String, Object> removal(PromptRegression regression) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("condition", regression.condition());
        fields.put("ridge", regression.ridge());
        fields.put("residual_mean_square", regression.residualMeanSquare());
        fields.put("explained_r2", regression.explained());
        return fields;
    }

    /** An item. */
    static Map<String, Object> item(DiversityItem item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", item.pair());
        fields.put("category", item.category());
        fields.put("alpha", item.alpha());
        fields.put("n_seeds", item.seeds());
        fields.put("complete", item.complete());
        fields.put("margin", item.margin());
        fields.put("seed_diversity", item.seedDiversity());
        return checked(fields);
    }

    /** A cell with the verdict of a single look. */
    static Map<String, Object> cell(DiversityCell cell) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("category", cell.category());
        fields.put("alpha", cell.alpha());
        fields.put("margin", test(cell.margin()));
        fields.put("seed_diversity", test(cell.seedDiversity()));
        DiversityCell.Change change = cell.change();
        if (change != null) {
            fields.put("margin_change", test(change.margin()));
            fields.put("diversity_change", test(change.diversity()));
            fields.put("diversity_ratio", change.diversityRatio());
            fields.put("diversity_loss_contrast", test(change.lossContrast()));
            if (change.lossContrastToLerp() != null) {
                fields.put("diversity_loss_contrast_to_lerp", test(change.lossContrastToLerp()));
            }
            fields.put("p_holm_margin_up", change.pHolmMarginUp());
            fields.put("p_holm_diversity_down", change.pHolmDiversityDown());
            fields.put("verdict", change.verdict().words());
        }
        return checked(fields);
    }

    static Map<String, Object> test(MeanTest test) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", test.n());
        fields.put("mean", test.mean());
        fields.put("sd", test.sd());
        fields.put("t", test.t());
        fields.put("p_greater", test.pGreater());
        fields.put("p_less", test.pLess());
        fields.put("ci95_t", list(test.interval()));
        return checked(fields);
    }

    static @Nullable List<Double> list(@Nullable Interval interval) {
        return interval == null ? null : interval.toList();
    }

    /** JSON has null values, which the type of such maps elsewhere does not say. */
    @SuppressWarnings({"unchecked", "NullAway"})
    static Map<String, Object> checked(Map<String, @Nullable Object> fields) {
        return (Map<String, Object>) (Map<String, ?>) fields;
    }
}
