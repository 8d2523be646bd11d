package io.steerscope.app.diversity;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityCells;
import io.steerscope.statistics.diversity.DiversityItem;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.interval.Interval;

/** What was found by field name: {@code null} is what the data do not determine. */
final class DiversityFields {

    private DiversityFields() {}

    /** The fields of one method, or under {@code methods} those of several. */
    static Map<String, Object> of(DiversityOutput output) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        DiversitySettings settings = output.settings();
        fields.put("rule", rule(output));
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

    /** A number as keys carry it: 0.0, 0.001, never with an exponent. */
    static String number(double value) {
        String plain = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** The name of a group: {@code overall}, {@code CATEGORY|}, {@code |ALPHA} or {@code CATEGORY|ALPHA}. */
    static String name(GroupSpectrum spectrum) {
        String category = spectrum.group().category();
        Double alpha = spectrum.group().alpha();
        return category == null && alpha == null
                ? "overall"
                : (category == null ? "" : category) + "|" + (alpha == null ? "" : number(alpha));
    }

    private static Map<String, Object> rule(DiversityOutput output) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("test", "one-sided t-test over complete items");
        rule.put("multiplicity", "Holm over all steered cells of a method, for each of two families");
        rule.put("families", List.of("margin_change > 0", "diversity_loss_contrast < 0"));
        rule.put("level", DiversityCells.LEVEL);
        rule.put("diversity_loss", output.settings().loss());
        return rule;
    }

    private static List<String> kernels(DiversitySettings settings) {
        if (settings.gaussian() == null) {
            return List.of("cosine");
        }
        return settings.cosine() ? List.of("cosine", "gaussian") : List.of("gaussian");
    }

    private static Map<String, Object> method(DiversityResult result, DiversitySettings settings) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (result.baseline() != null) {
            Map<String, Object> baseline = new LinkedHashMap<>();
            baseline.put("alpha", result.baseline().alpha());
            baseline.put("steered", result.baseline().steered());
            fields.put("baseline", baseline);
        }
        fields.put("intervals", result.hasIntervals());
        fields.put("items", result.items().stream().map(DiversityFields::item).toList());
        fields.put("cells", result.cells().stream().map(DiversityFields::cell).toList());
        SpectrumFields spectra = new SpectrumFields(settings.ridge(), condition(result));
        Map<String, Object> spectrum = new LinkedHashMap<>();
        result.spectra().forEach(group -> spectrum.put(name(group), spectra.of(group)));
        fields.put("spectrum", spectrum);
        DiversityResult.Removal removal = result.removal();
        if (removal != null) {
            Map<String, Object> regression = new LinkedHashMap<>();
            regression.put("condition", removal.condition());
            regression.put("ridge", removal.ridge());
            regression.put("residual_mean_square", removal.regression().residualMeanSquare());
            regression.put("explained_r2", removal.regression().explained());
            fields.put("prompt_removal", regression);
        }
        return checked(fields);
    }

    private static @Nullable String condition(DiversityResult result) {
        return result.conditions().isEmpty() ? null : result.conditions().get(0);
    }

    private static Map<String, Object> item(DiversityItem item) {
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

    private static Map<String, Object> cell(DiversityCell cell) {
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

    private static Map<String, Object> test(MeanTest test) {
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
