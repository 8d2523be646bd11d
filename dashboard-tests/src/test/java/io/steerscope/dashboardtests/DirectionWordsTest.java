package io.steerscope.dashboardtests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What the modules behind the panel of direction say, by themselves. */
@ExtendWith(BrowserExtension.class)
class DirectionWordsTest {

    private static final LiveExperiment EXPERIMENT = new LiveExperiment();

    @AfterAll
    static void stop() {
        EXPERIMENT.close();
    }

    private static Object call(Chromium chromium, String module, String function, Object... arguments) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            return dashboard
                    .page()
                    .evaluate(
                            "([module, name, given]) => import(`/dashboard/${module}.js`).then(all => all[name](...given))",
                            List.of(module, function, List.of(arguments)));
        }
    }

    private static Map<String, Object> method(String name, boolean finished) {
        return Map.of("method", name, "finished", finished);
    }

    private static Map<String, Object> point(String method, String category, String alpha, String outcome) {
        return Map.of(
                "method",
                method,
                "category",
                category,
                "alpha",
                alpha,
                "outcome",
                outcome,
                "progress",
                Map.of("mean", -0.0041));
    }

    @Test
    void aSentenceForEachMethodSaysWhereImagesGoTheWayOfTheirPromptsAndWhereNot(Chromium chromium) {
        assertThat(call(
                        chromium,
                        "direction-words",
                        "directionSentence",
                        List.of(method("analogy", true), method("lerp", true)),
                        List.of(
                                point("analogy", "size", "0.5", "follows prompts"),
                                point("analogy", "size", "1.0", "follows prompts"),
                                point("analogy", "colour", "0.5", "undecided"),
                                point("analogy", "colour", "1.0", "away from them"),
                                point("lerp", "size", "0.5", "follows prompts"),
                                point("lerp", "size", "1.0", "follows prompts"))))
                .isEqualTo("With analogy, images go the way of their prompts in 2 of 4 cells (size), away from it in 1"
                        + " (colour at 1.0), though with a progress of no more than 0.004; 1 is undecided. With lerp, images"
                        + " go the way of their prompts in 2 of 2 cells.");
    }

    @Test
    void whereNothingIsShownItSaysThat(Chromium chromium) {
        assertThat(call(
                        chromium,
                        "direction-words",
                        "directionSentence",
                        List.of(method("analogy", false)),
                        List.of(point("analogy", "size", "0.5", "undecided"))))
                .isEqualTo("With analogy, no direction is shown so far in any of 1 cell.");
    }

    @Test
    void aCellIsDecidedByTheVerdictAtTheEndAndByItsSequenceBefore(Chromium chromium) {
        // given: intervals above 0, around it and below it, of which the first has no verdict at the end
        List<List<Double>> intervals = List.of(List.of(0.1, 0.2), List.of(-0.1, 0.2), List.of(-0.2, -0.1));

        // then
        assertThat(outcomes(chromium, false, "cs95_two_sided", intervals))
                .isEqualTo(List.of("follows prompts", "undecided", "away from them"));
        assertThat(outcomes(chromium, true, "ci95_t", intervals))
                .isEqualTo(List.of("undecided", "undecided", "away from them"));
    }

    private static List<Object> outcomes(
            Chromium chromium, boolean finished, String member, List<List<Double>> intervals) {
        List<Map<String, Object>> cells = intervals.stream()
                .map(interval -> Map.<String, Object>of(
                        "category",
                        "size",
                        "alpha",
                        1.0,
                        "directional",
                        Map.of("n", 9, member, interval),
                        "verdict",
                        "undecided"))
                .toList();
        Map<String, Object> found =
                Map.of("method", "analogy", "finished", finished, "geometry", Map.of(), "cells", cells);
        return ((List<?>) call(chromium, "direction-cells", "directionPoints", found))
                .stream()
                        .<Object>map(point -> ((Map<?, ?>) point).get("outcome"))
                        .toList();
    }

    @Test
    void imagesWithoutADirectionAreCountedByWhatTheyLack(Chromium chromium) {
        assertThat(call(
                        chromium,
                        "direction-words",
                        "leftOutSentence",
                        List.of(
                                Map.of("unmoved", 2, "samePrompts", 0, "withoutUnsteered", 1),
                                Map.of("unmoved", 1, "samePrompts", 0, "withoutUnsteered", 0))))
                .isEqualTo("Images without a direction, whose items are left out: 1 without an unsteered image of their"
                        + " pair and seed, 3 equal to it.");
        assertThat(call(
                        chromium,
                        "direction-words",
                        "leftOutSentence",
                        List.of(Map.of("unmoved", 0, "samePrompts", 0, "withoutUnsteered", 0))))
                .isEqualTo("");
    }

    @Test
    void correlationsOverFewCategoriesAreCalledAHint(Chromium chromium) {
        assertThat(relation(chromium, 8, correlation(0.6904, 0.0694), correlation(0.7425, 0.0419)))
                .isEqualTo(
                        "Does the margin go with the relation of the texts? Spearman’s correlation over 8 categories at"
                                + " alpha 1.0: analogy +0.690 (p = .0694) with the concentration, +0.743 (p = .0419) with the"
                                + " pairing consistency. So few points are a hint, not a proof; p-values are not adjusted, neither"
                                + " for two measures nor for 1 alpha.");
        assertThat(relation(chromium, 3, correlation(null, null), correlation(-1.0, null)))
                .isEqualTo(
                        "Does the margin go with the relation of the texts? Spearman’s correlation over 3 categories at"
                                + " alpha 1.0: analogy – with the concentration, −1.000 with the pairing consistency. Below 5"
                                + " categories there is no p-value.");
    }

    private static Object relation(
            Chromium chromium, int categories, Map<String, Object> concentration, Map<String, Object> pairing) {
        Map<String, Object> success = Map.of(
                "1.0",
                Map.of(
                        "categories",
                        categories,
                        "text_offset_concentration_and_margin",
                        concentration,
                        "text_pairing_consistency_and_margin",
                        pairing));
        return call(
                chromium,
                "direction-words",
                "relationSentence",
                List.of(Map.of("method", "analogy", "relation_success", success)),
                "1.0");
    }

    private static Map<String, Object> correlation(Double spearman, Double p) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("spearman", spearman);
        fields.put("p_two_sided", p);
        return fields;
    }
}
