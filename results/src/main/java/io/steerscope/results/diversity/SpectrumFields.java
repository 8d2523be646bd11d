package io.steerscope.results.diversity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.embedding.PlainSpectrum;
import io.steerscope.statistics.embedding.PromptPermutation;
import io.steerscope.statistics.embedding.ReferenceDistance;

/**
 * The spectra of a group by field name.
 *
 * @param ridge of what is computed at one ridge
 * @param condition of what is computed for one condition; null without
 */
record SpectrumFields(double ridge, @Nullable String condition) {

    Map<String, Object> of(GroupSpectrum spectrum) {
        Map<String, @Nullable Object> fields = plain(spectrum.plain());
        if (condition != null) {
            fields.put("prompts", spectrum.prompts());
        }
        if (!spectrum.conditional().isEmpty()) {
            Map<String, Object> conditional = new LinkedHashMap<>();
            spectrum.conditional()
                    .forEach((name, byRidge) -> byRidge.forEach(
                            (at, figures) -> conditional.put(name + "|" + Numbers.key(at), conditional(figures))));
            fields.put("conditional", conditional);
        }
        if (spectrum.gaussian() != null) {
            fields.put("gaussian", gaussian(spectrum.gaussian()));
        }
        if (spectrum.intervals() != null) {
            fields.put("jackknife", jackknife(spectrum.intervals()));
        }
        if (spectrum.change() != null) {
            fields.put("change_from_baseline", change(spectrum.change()));
        }
        if (spectrum.permutation() != null) {
            fields.put("prompt_permutation", permutation(spectrum.permutation()));
        }
        if (spectrum.reference() != null) {
            fields.put("reference", reference(spectrum.reference()));
        }
        return DiversityFields.checked(fields);
    }

    private static Map<String, @Nullable Object> plain(PlainSpectrum plain) {
        Map<String, @Nullable Object> vendi = new LinkedHashMap<>();
        vendi.put("q1", plain.q1());
        vendi.put("q2", plain.q2());
        vendi.put("inf", plain.infinite());
        vendi.put("q2_unbiased", plain.q2Unbiased());
        if (plain.order() != null) {
            vendi.put("order", plain.order());
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("n", plain.n());
        fields.put("mean_resultant_length", plain.meanResultantLength());
        fields.put("mean_pairwise_distance", plain.meanPairwiseDistance());
        fields.put("participation_ratio", plain.participationRatio());
        fields.put("vendi", vendi);
        return fields;
    }

    private static Map<String, @Nullable Object> conditional(ConditionalSpectrum figures) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text_dof", figures.textDof());
        fields.put("saturated", figures.saturated());
        fields.put("trace_conditional", figures.traceConditional());
        fields.put("trace_explained", figures.traceExplained());
        fields.put("explained_share", figures.explainedShare());
        fields.put("sce", figures.sce());
        fields.put("modes", figures.modes());
        fields.put("prompt_sce", figures.promptSce());
        fields.put("prompt_modes", figures.promptModes());
        fields.put("eigenvalues_conditional", figures.eigenvalues());
        return fields;
    }

    private Map<String, Object> gaussian(GroupSpectrum.Gaussian gaussian) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sigma", gaussian.sigma());
        if (gaussian.features() > 0) {
            fields.put("features", gaussian.features());
            fields.put("feature_seed", gaussian.seed());
            fields.put("omega_first_row", gaussian.omega());
        }
        if (gaussian.conditional() != null) {
            fields.put("ridge", ridge);
            fields.put("condition", condition);
            fields.putAll(conditional(gaussian.conditional()));
        }
        fields.put("vendi_q1", gaussian.plain().q1());
        fields.put("vendi_q2", gaussian.plain().q2());
        fields.put("vendi_inf", gaussian.plain().infinite());
        return DiversityFields.checked(fields);
    }

    private String name(Jackknife.Figure figure) {
        return switch (figure) {
            case VENDI -> "vendi";
            case SCE -> "sce_" + condition + "_" + Numbers.key(ridge);
            case MODES -> "modes_" + condition + "_" + Numbers.key(ridge);
        };
    }

    private Map<String, Object> jackknife(Jackknife jackknife) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pairs", jackknife.pairs());
        fields.put("one_look", true);
        for (Jackknife.Figure figure : Jackknife.Figure.values()) {
            put(fields, figure, jackknife.estimate(figure));
        }
        return fields;
    }

    private Map<String, Object> change(GroupSpectrum.Change change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pairs", change.group().pairs());
        fields.put("one_look", true);
        for (Jackknife.Figure figure : Jackknife.Figure.values()) {
            put(fields, figure, change.group().ratioTo(change.baseline(), figure));
        }
        return fields;
    }

    private void put(Map<String, Object> fields, Jackknife.Figure figure, Optional<Jackknife.Estimate> estimate) {
        estimate.ifPresent(found -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("log", found.log());
            of.put("se", found.se());
            of.put("ci95", found.interval().toList());
            fields.put(name(figure), of);
        });
    }

    private Map<String, Object> permutation(PromptPermutation permutation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("condition", String.valueOf(condition));
        fields.put("ridge", ridge);
        fields.put("permutations", permutation.permutations());
        fields.put("p_greater", permutation.pGreater());
        return fields;
    }

    private static Map<String, Object> reference(ReferenceDistance distance) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", distance.n());
        fields.put("n_reference", distance.reference());
        fields.put("cmmd", distance.cmmd());
        fields.put("cmmd_unbiased", distance.cmmdUnbiased());
        fields.put("kid", distance.kid());
        return fields;
    }
}
