package io.steerscope.results.diversity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.contrast.RunningTest;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.interval.Interval;

/** The diversity of a method by field name: {@code null} is what the data do not determine. */
public final class MethodDiversityFields {

    private static final double LEVEL = 0.95;

    private final MethodDiversity one;
    private final VerdictRules rules;

    private MethodDiversityFields(MethodDiversity one) {
        this.one = one;
        this.rules = one.rules();
    }

    /** The fields; while there are further images to come means have always-valid figures in place of t-tests. */
    public static Map<String, Object> of(MethodDiversity one) {
        return new MethodDiversityFields(one).fields();
    }

    private Map<String, Object> fields() {
        DiversitySettings settings = one.question().settings(rules.isFinished());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("scorer", one.scorer());
        fields.put("method", one.method());
        fields.put("finished", rules.isFinished());
        fields.put("claim", DiversityWords.claim(one));
        fields.put("images", one.images().images());
        fields.put("images_without_embedding", one.images().withoutEmbedding());
        fields.put("images_without_text", one.images().withoutText());
        fields.put("images_of_other_dimension", one.images().ofOtherDimension());
        fields.put("rule", rule(settings.loss()));
        fields.put("kernel", DiversityFields.kernels(settings));
        fields.put("ridge", settings.ridges());
        MethodDiversity.Figures figures = one.figures();
        if (figures != null) {
            fields.put("shown_rule", DiversityWords.shownRule(one, figures));
            fields.put("conditions", figures.conditions());
            fields.put("items_without_baseline", figures.itemsWithoutBaseline());
            DiversityFields.putBaseline(fields, figures.baseline());
            fields.put("intervals", figures.hasIntervals());
            if (one.question().category() != null) {
                fields.put(
                        "items",
                        figures.items().stream().map(DiversityFields::item).toList());
            }
            fields.put(
                    "cells",
                    figures.cells().stream()
                            .map(cell -> cell(cell, figures.judgements().of(cell)))
                            .toList());
            fields.put("spectrum", DiversityFields.spectrum(figures.spectra(), figures.conditions(), settings));
            if (figures.removal() != null) {
                fields.put("prompt_removal", DiversityFields.removal(figures.removal()));
            }
        }
        if (!one.remarks().isEmpty()) {
            fields.put("remark", one.remarks());
        }
        return DiversityFields.checked(fields);
    }

    private Map<String, Object> rule(double loss) {
        return rules.isFinished()
                ? DiversityFields.rule(loss)
                : DiversityFields.rule(
                        "always-valid p-value of a confidence sequence over complete items",
                        "Holm over all steered cells of the design, for each of two families",
                        loss);
    }

    private Map<String, Object> cell(DiversityCell cell, CellJudgement judgement) {
        Map<String, @Nullable Object> fields =
                rules.isFinished() ? new LinkedHashMap<>(DiversityFields.cell(cell)) : running(cell, judgement);
        if (cell.change() != null) {
            fields.put("verdict_shown", judgement.shown().words());
        }
        return DiversityFields.checked(fields);
    }

    private Map<String, @Nullable Object> running(DiversityCell cell, CellJudgement judgement) {
        long planned = rules.planned(cell.category());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("category", cell.category());
        fields.put("alpha", cell.alpha());
        fields.put("margin", running(cell.margin(), planned));
        fields.put("seed_diversity", running(cell.seedDiversity(), planned));
        DiversityCell.Change change = cell.change();
        if (change != null) {
            fields.put("margin_change", running(change.margin(), planned));
            fields.put("diversity_change", running(change.diversity(), planned));
            fields.put("diversity_ratio", change.diversityRatio());
            fields.put("diversity_loss_contrast", running(change.lossContrast(), planned));
            if (change.lossContrastToLerp() != null) {
                fields.put("diversity_loss_contrast_to_lerp", running(change.lossContrastToLerp(), planned));
            }
            fields.put("p_holm_margin_up", judgement.pHolmMarginUp());
            fields.put("p_holm_diversity_down", judgement.pHolmDiversityDown());
            fields.put("verdict", judgement.verdict().words());
        }
        return fields;
    }

    /** A mean with the figures of its confidence sequence. */
    public static Map<String, Object> running(MeanTest test, long planned) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", test.n());
        fields.put("mean", test.mean());
        fields.put("sd", test.sd());
        fields.put("planned_n", planned);
        Optional<RunningTest> running = RunningTest.of(test.moments(), planned, LEVEL);
        fields.put("sequence", running.map(found -> found.sequence().id()).orElse(null));
        fields.put("cs95_two_sided", DiversityFields.list(interval(test, planned)));
        fields.put("anytime_p_greater", running.map(RunningTest::pGreater).orElse(null));
        fields.put(
                "anytime_p_less",
                RunningTest.of(test.moments().negated(), planned, LEVEL)
                        .map(RunningTest::pGreater)
                        .orElse(null));
        return DiversityFields.checked(fields);
    }

    /** The confidence sequence of a mean. */
    public static @Nullable Interval interval(MeanTest test, long planned) {
        return RunningTest.of(test.moments(), planned, LEVEL)
                .map(RunningTest::interval)
                .orElse(null);
    }
}
