package io.steerscope.dashboardtests;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What the modules behind the panel of diversity say and place, by themselves. */
@ExtendWith(BrowserExtension.class)
class DiversityWordsTest {

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
                            "([module, name, given]) => import(`/dashboard/${module}.js`).then(all => all[name](...given))"
                                    + ".then(found => found instanceof Map ? [...found.values()].map(place => place.side) : found)",
                            List.of(module, function, List.of(arguments)));
        }
    }

    private static String sentence(Chromium chromium, boolean finished, Object... points) {
        return (String) call(
                chromium,
                "diversity-words",
                "diversitySentence",
                Map.of("method", "analogy", "finished", finished, "rule", Map.of("diversity_loss", 0.1)),
                List.of(points));
    }

    private static Map<String, Object> point(String category, String alpha, String verdict) {
        return Map.of("category", category, "alpha", alpha, "verdict", verdict);
    }

    @Test
    void aSentenceSaysWhereImagesMoveAndWhereTheyCollapse(Chromium chromium) {
        assertThat(sentence(
                        chromium,
                        true,
                        Map.of("category", "size", "alpha", "0.0"),
                        point("size", "0.5", "moves"),
                        point("size", "1.0", "moves by collapse"),
                        point("count", "0.5", "moves"),
                        point("count", "1.0", "moves"),
                        point("colour", "0.5", "undecided"),
                        point("colour", "1.0", "collapses")))
                .isEqualTo(
                        "analogy moves images in 3 of 6 cells (size at 0.5, count) with no loss of more than 10 % of seed"
                                + " diversity shown, moves by collapse in 1 (size at 1.0) and collapses without moving in 1"
                                + " (colour at 1.0); 1 is undecided.");
    }

    @Test
    void whereNothingIsDecidedItSaysThat(Chromium chromium) {
        assertThat(sentence(chromium, false, point("size", "0.5", "undecided"), point("size", "1.0", "undecided")))
                .isEqualTo(
                        "With analogy, nothing is decided so far: neither a move nor a loss of more than 10 % of seed"
                                + " diversity is shown in any of 2 cells.");
    }

    @Test
    void aLossThatLerpSharesIsToldFromOneThatItDoesNot(Chromium chromium) {
        // given
        Map<String, Object> found = Map.of(
                "finished",
                true,
                "rule",
                Map.of("diversity_loss", 0.1),
                "baseline",
                Map.of("steered", false),
                "shown_rule",
                "By a rule.");
        List<Object> points = List.of(
                Map.of("verdict", "moves by collapse", "contrastToLerp", Map.of("ci95_t", List.of(-0.01, 0.02))),
                Map.of("verdict", "collapses", "contrastToLerp", Map.of("ci95_t", List.of(-0.02, -0.01))),
                Map.of("verdict", "moves", "contrastToLerp", Map.of("ci95_t", List.of(-0.02, -0.01))));

        // then
        assertThat(call(chromium, "diversity-words", "diversityBasis", found, points))
                .isEqualTo(
                        "Against lerp at the same alpha, which steers by the target itself, 1 of 2 collapses is shown"
                                + " to lose more than 10 %: a loss that lerp shares is not the method’s. The baseline is the unsteered images. By a"
                                + " rule. No loss shown is not none: see the contrasts.");
    }

    @Test
    void withOneSeedThereIsNoPathAndAReason(Chromium chromium) {
        assertThat(call(chromium, "diversity-words", "whyNoPath", Map.of("cells", List.of()), 1, List.of()))
                .asString()
                .startsWith("There is one seed: seed diversity takes two images of a prompt");
    }

    @Test
    void labelsOfMarksThatLieCloseDoNotCoverEachOther(Chromium chromium) {
        assertThat(sides(chromium, 200)).isEqualTo(List.of("start", "end", "mid"));
    }

    @Test
    void aLabelWithoutRoomIsLeftOut(Chromium chromium) {
        assertThat(sides(chromium, 110)).isEqualTo(List.of("end", "end"));
    }

    /** On which side of its mark each label stands, that of the last mark first. */
    private static Object sides(Chromium chromium, int width) {
        return call(
                chromium,
                "labels",
                "labelPlaces",
                List.of(
                        Map.of("x", 100, "y", 100, "text", "0.5"),
                        Map.of("x", 101, "y", 100, "text", "0.8"),
                        Map.of("x", 102, "y", 100, "text", "1.0")),
                Map.of("left", 0, "right", width, "top", 90, "bottom", 200));
    }
}
