package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;
import io.steerscope.statistics.contrast.Sides;
import io.steerscope.statistics.hypothesis.TTestPower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GoldenContrastsTest {

    private static final double TOLERANCE = 1e-9;
    private static final double NONCENTRAL = 1e-6;

    /** Members that are no figures of one method alone. */
    private static final Set<String> ELSEWHERE =
            Set.of("data", "contrast_analogy_minus_shuffled", "smallest_detectable_d");

    @Test
    void everyExpectedFigureIsReproduced() {
        // given
        JsonNode expected = GoldenContrasts.json("expected.json");
        ObservedItems observed = ObservedItems.of(GoldenContrasts.observations("analogy"), Set.of());

        // when
        JsonNode actual = new ObjectMapper()
                .valueToTree(FurtherFigures.of(observed, 0.95, 0.02).toMap());

        // then
        List<String> mismatches = new ArrayList<>();
        int compared = 0;
        for (String name : names(expected)) {
            if (!ELSEWHERE.contains(name)) {
                compared += compare(name, expected.get(name), actual.get(name), mismatches);
            }
        }
        assertThat(mismatches).isEmpty();
        assertThat(compared).isEqualTo(239);
    }

    @Test
    void anUnevenDesignWithMissingSeedsIsThatOfScipy() {
        // given
        JsonNode reference = GoldenContrasts.resource("/reference/further-figures.json");
        List<MarginObservation> observations = new ArrayList<>();
        reference
                .get("margins")
                .forEach(row -> observations.add(new MarginObservation(
                        row.get(0).asText(),
                        row.get(1).asText(),
                        row.get(2).asDouble(),
                        row.get(3).asLong(),
                        row.get(4).asDouble())));

        // when
        FurtherFigures figures = FurtherFigures.of(ObservedItems.of(observations, Set.of()), 0.95, 0.02);

        // then
        List<String> mismatches = new ArrayList<>();
        JsonNode actual = new ObjectMapper().valueToTree(figures.toMap());
        int compared = compare("", reference.get("expected"), actual, mismatches);
        assertThat(mismatches).isEmpty();
        assertThat(compared).isGreaterThan(100);
        assertThat(actual.at("/overall_categories_fixed").has("se")).isFalse();
    }

    @Test
    void aContrastOfAnUnevenDesignIsThatOfScipy() {
        // given
        JsonNode reference = GoldenContrasts.resource("/reference/method-contrast.json");

        // when
        PairedContrast contrast = PairedContrast.atCompletion(
                PairedDifferences.of(
                        margins(reference, "analogy"), margins(reference, "shuffled"), new SeedRule.Observed()),
                0.95);

        // then
        List<String> mismatches = new ArrayList<>();
        JsonNode actual = new ObjectMapper().valueToTree(contrast.toMap(Sides.METHODS));
        int compared = compare("", reference.get("expected"), actual, mismatches);
        assertThat(mismatches).isEmpty();
        assertThat(compared).isGreaterThan(100);
        assertThat(actual.at("/by_category/c3").has("t")).isFalse();
    }

    private static List<MarginObservation> margins(JsonNode reference, String method) {
        List<MarginObservation> margins = new ArrayList<>();
        reference.get("margins").forEach(row -> {
            if (row.get(0).asText().equals(method)) {
                margins.add(new MarginObservation(
                        row.get(1).asText(),
                        row.get(2).asText(),
                        row.get(3).asDouble(),
                        row.get(4).asLong(),
                        row.get(5).asDouble()));
            }
        });
        return margins;
    }

    @Test
    void theSmallestDetectableEffectsAreThoseOfTheNoncentralT() {
        JsonNode expected = GoldenContrasts.json("expected.json").get("smallest_detectable_d");
        for (String design : names(expected)) {
            String[] parts = design.replaceAll("[a-z=]", "").split(",");
            double alpha = 0.05 / Long.parseLong(parts[1]);
            assertThat(TTestPower.detectableD(Long.parseLong(parts[0]), alpha, 0.8))
                    .as(design)
                    .isEqualTo(expected.get(design).asDouble(), within(NONCENTRAL));
        }
    }

    @Test
    void withoutASmallestEffectNothingIsSaidOfOne() {
        // given
        ObservedItems observed = ObservedItems.of(GoldenContrasts.observations("analogy"), Set.of());

        // when
        FurtherFigures figures = FurtherFigures.of(observed, 0.95, null);

        // then
        assertThat(figures.toMap().toString()).doesNotContain("smallest_effect");
    }

    @Test
    void figuresAreInTheUnitsOfTheirMargins() {
        // given
        List<MarginObservation> observations = GoldenContrasts.observations("analogy");
        List<MarginObservation> fourfold = observations.stream()
                .map(one -> new MarginObservation(
                        one.pairId(), one.category(), one.alpha(), one.seed(), 4.0 * one.margin()))
                .toList();

        // when
        FurtherFigures scaled = FurtherFigures.of(ObservedItems.of(observations, Set.of()), 0.95, 0.02)
                .scaled(4.0);
        FurtherFigures direct = FurtherFigures.of(ObservedItems.of(fourfold, Set.of()), 0.95, 0.08);

        // then
        List<String> mismatches = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        compare("", mapper.valueToTree(direct.toMap()), mapper.valueToTree(scaled.toMap()), mismatches);
        assertThat(mismatches).isEmpty();
        assertThat(Objects.requireNonNull(scaled.categories()).fixed().mean())
                .isEqualTo(4.0 * 0.011403966666666666, within(1e-12));
    }

    private static int compare(String path, JsonNode expected, JsonNode actual, List<String> mismatches) {
        if (actual == null) {
            mismatches.add(path + " is missing");
            return 0;
        }
        if (expected.isObject()) {
            int compared = 0;
            for (String name : names(expected)) {
                compared += compare(path + "/" + name, expected.get(name), actual.get(name), mismatches);
            }
            return compared;
        }
        if (expected.isArray()) {
            int compared = 0;
            for (int i = 0; i < expected.size(); i++) {
                compared += compare(path + "/" + i, expected.get(i), actual.get(i), mismatches);
            }
            return compared;
        }
        double value = expected.asDouble();
        double tolerance = path.contains("cohens_d_ci") ? NONCENTRAL : TOLERANCE;
        if (!actual.isNumber()
                || !(Math.abs(actual.asDouble() - value) <= tolerance * Math.max(1.0, Math.abs(value)))) {
            mismatches.add(path + " is " + actual + ", expected " + expected);
        }
        return 1;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
