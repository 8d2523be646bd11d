package io.steerscope.dashboardtests;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/** The pictures to look at: what the panel shows is what the interface answers. */
@ExtendWith(BrowserExtension.class)
class LookingPanelTest {

    private static final String CHOICE = "?experiment=" + ToyExperiment.ID + "&method=analogy";
    private static final String QUESTION =
            "?method=analogy&scorer=clip-c&score=margin&without_prompt=true&reference=all";
    private static final int PAIRS = 20;
    private static final int IMAGES = 2 * PAIRS * 2 * 3;

    private static Experiment design() {
        return EmbeddedExperiment.design(PAIRS, "source", "analogy", "lerp");
    }

    private static DashboardPage open(Chromium chromium, LiveExperiment experiment, int width, ColorScheme scheme) {
        return AnalysisPart.open(chromium, experiment, CHOICE, "looking", width, scheme);
    }

    private static DashboardPage open(Chromium chromium, LiveExperiment experiment) {
        return open(chromium, experiment, DashboardPage.DESKTOP_WIDTH, ColorScheme.LIGHT);
    }

    @Test
    void cardsTableAndGalleryShowTheFiguresOfTheInterface(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment)) {
            // given
            JsonNode found = selection(experiment, "&rule=top,best-of-pair&count=5");
            JsonNode slices = found.path("slices").path("slices");

            // then
            assertThat(slices).isNotEmpty();
            assertThat(dashboard.find("#looking-heading")).hasText("Pictures to look at, analogy");
            assertThat(dashboard.find("#looking-sentence"))
                    .containsText("worse than the others", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#looking-basis"))
                    .containsText("%d pictures, scored by margin".formatted(IMAGES));
            dashboard.find("#looking-all summary").click();
            assertThat(tableLifts(dashboard)).containsExactlyElementsOf(lifts(slices));
            assertThat(dashboard.find("#looking .kind h4 span").allTextContents())
                    .isSubsetOf(lifts(slices))
                    .isNotEmpty();
            assertThat(dashboard.find("#looking-gallery h4")).hasText(new String[] {"colour", "size / count"});
            assertThat(dashboard.find("#looking-gallery li:first-child .pictures .score"))
                    .hasText(best(found, "colour", 5));
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void aKindIsShownOnTheMapWithItsPicturesAndTheAddressKeepsIt(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment)) {
            // given
            assertThat(dashboard.find("#looking .kind").first()).isVisible();
            assertThat(dashboard.find("#looking-set")).isHidden();

            // when
            dashboard.find("#looking .kind .top button").first().click();

            // then
            assertThat(dashboard.find("#looking-set-sentence")).containsText("The least first.");
            assertThat(dashboard.find("#looking .kind .top button").first()).hasAttribute("aria-pressed", "true");
            String said = dashboard.find("#looking-set-sentence").textContent();
            URI address = URI.create(dashboard.page().url());
            assertThat(address.getQuery()).startsWith(CHOICE.substring(1)).containsPattern("looking-chosen=slice:\\d+");

            // when
            dashboard.page().reload();
            dashboard.find("#looking h2").waitFor();
            dashboard.find("#looking").scrollIntoViewIfNeeded();

            // then
            assertThat(dashboard.find("#looking-set-sentence"))
                    .hasText(said, new LocatorAssertions.HasTextOptions().setTimeout(AnalysisPart.PATIENCE_MILLIS));
        }
    }

    @Test
    void aLineDrawnAroundPicturesChoosesThem(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment)) {
            // given
            Locator canvas = dashboard.find("#looking canvas");
            assertThat(canvas).isVisible();
            canvas.scrollIntoViewIfNeeded();
            BoundingBox box = canvas.boundingBox();
            Page page = dashboard.page();

            // when
            page.mouse().move(box.x + 2, box.y + 2);
            page.mouse().down();
            page.mouse().move(box.x + box.width - 2, box.y + 2);
            page.mouse().move(box.x + box.width - 2, box.y + box.height - 2);
            page.mouse().move(box.x + 2, box.y + box.height - 2);
            page.mouse().up();

            // then
            assertThat(dashboard.find("#looking-set-sentence"))
                    .containsText("Drawn around: %d pictures of %d pairs".formatted(IMAGES, 2 * PAIRS));
            assertThat(dashboard.find("#looking-set-sentence")).containsText("chosen, not tested");
            assertThat(dashboard.find("#looking-set .pictures button")).hasCount(24);
            assertThat(page.url()).contains("looking-chosen=lasso");

            // when
            dashboard.find("#method").selectOption("lerp");

            // then
            assertThat(dashboard.find("#looking-heading")).hasText("Pictures to look at, lerp");
            assertThat(page.url()).contains("looking-chosen=lasso").contains("method=lerp");
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void theKeyboardChoosesASetFromAListAndOpensItsPictures(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment)) {
            // given
            assertThat(dashboard.find("#looking-chosen")).isVisible();

            // when
            dashboard.find("#looking-chosen").selectOption("category:colour");

            // then
            assertThat(dashboard.find("#looking-set-sentence"))
                    .containsText("colour: %d pictures of %d pairs".formatted(IMAGES / 2, PAIRS));

            // when
            Locator first = dashboard.find("#looking-set .pictures button").first();
            first.focus();
            dashboard.page().keyboard().press("Enter");

            // then
            Locator dialog = dashboard.page().getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByRole(AriaRole.HEADING)).containsText(", alpha ");
            String least = leastOf(experiment, "colour");
            assertThat(first).hasAttribute("aria-label", least);

            // when
            dashboard.page().keyboard().press("Escape");

            // then
            assertThat(first).isFocused();
        }
    }

    @Test
    void theGalleryFollowsTheRuleAndTheNumber(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment)) {
            // given
            assertThat(dashboard.find("#looking-gallery li").first()).isVisible();

            // when
            dashboard.find("#looking-rule").scrollIntoViewIfNeeded();
            dashboard.find("#looking-rule").selectOption("spread");
            dashboard.find("#looking-count").selectOption("3");

            // then
            JsonNode found = selection(experiment, "&rule=top,spread&count=3");
            List<String> scores = new ArrayList<>();
            found.at("/selection/colour/spread/images")
                    .forEach(key -> scores.add(Shown.signed(
                            found.path("pictures").path(key.textValue()).path("score"), 3)));
            assertThat(dashboard.find("#looking-gallery li:first-child .pictures .score"))
                    .hasText(
                            scores.toArray(String[]::new),
                            new LocatorAssertions.HasTextOptions().setTimeout(AnalysisPart.PATIENCE_MILLIS));
            assertThat(dashboard.page().url()).contains("looking-rule=spread&looking-count=3");
        }
    }

    @Test
    void withoutEmbeddingsItSaysWhatToDo(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().withoutEmbeddings(design());
                DashboardPage dashboard = open(chromium, experiment)) {
            // then
            assertThat(dashboard.find("#looking-sentence"))
                    .containsText(
                            "No embeddings were kept, so that pictures cannot be compared. They are kept unless a run is"
                                    + " told --no-embeddings.",
                            AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#looking-figures")).isHidden();
            assertThat(dashboard.find("#looking-best")).isHidden();
        }
    }

    @Test
    void aFewPicturesAreShownWithoutKinds(Chromium chromium) {
        Experiment design = design();
        int scored = 5;
        try (LiveExperiment experiment = new LiveExperiment()
                        .embedded(design, EmbeddedExperiment.scores(design).size() - scored);
                DashboardPage dashboard = open(chromium, experiment)) {
            // then
            assertThat(dashboard.find("#looking-sentence"))
                    .containsText("pictures have a score so far: of fewer than 8", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#looking-figures")).isHidden();
            assertThat(dashboard.find("#looking-gallery .pictures button"))
                    .not()
                    .hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textAndMarksHaveTheContrastOfWcagAA(ColorScheme scheme, Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH, scheme)) {
            // given
            assertThat(dashboard.find("#looking .kind").first()).isVisible();
            dashboard.find("#looking .kind .top button").first().click();
            dashboard.find("#looking-all summary").click();

            // then
            assertThat(dashboard.page().evaluate(AccessibilityTest.script("contrast.js")))
                    .asInstanceOf(LIST)
                    .isEmpty();
        }
    }

    @Test
    void aPhoneScrollsInOneDirection(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(design(), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.PHONE_WIDTH, ColorScheme.LIGHT)) {
            // when
            assertThat(dashboard.find("#looking .kind").first()).isVisible();
            dashboard.find("#looking .kind .top button").first().click();
            dashboard.find("#looking-all summary").click();

            // then
            assertThat(dashboard.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(DashboardPage.PHONE_WIDTH);
        }
    }

    private static JsonNode selection(LiveExperiment experiment, String further) throws Exception {
        return experiment
                .askOf(ToyExperiment.ID, "analyses/selection" + QUESTION + further)
                .path("selection")
                .path(0);
    }

    private static List<String> lifts(JsonNode slices) {
        List<String> lifts = new ArrayList<>();
        slices.forEach(slice -> lifts.add(Shown.signed(slice.path("lift"), 3)));
        return lifts;
    }

    private static List<String> tableLifts(DashboardPage dashboard) {
        return dashboard.find("#looking-all tbody tr td:nth-child(4) span").allTextContents();
    }

    /** The scores of the best of each pair, the greatest first. */
    private static String[] best(JsonNode found, String category, int count) {
        List<JsonNode> scores = new ArrayList<>();
        found.path("selection")
                .path(category)
                .path("best_of_pair")
                .forEach(key ->
                        scores.add(found.path("pictures").path(key.textValue()).path("score")));
        return scores.stream()
                .filter(JsonNode::isNumber)
                .sorted((one, other) -> Double.compare(other.doubleValue(), one.doubleValue()))
                .limit(count)
                .map(score -> Shown.signed(score, 3))
                .toArray(String[]::new);
    }

    /** What the picture of the least margin of a category is called. */
    private static String leastOf(LiveExperiment experiment, String category) throws Exception {
        JsonNode map = experiment
                .askOf(ToyExperiment.ID, "analyses/map" + QUESTION)
                .path("map")
                .path(0);
        int least = -1;
        for (int i = 0; i < map.path("images").size(); i++) {
            if (map.path("category").path(i).textValue().equals(category)
                    && (least < 0
                            || map.path("scores").path(i).doubleValue()
                                    < map.path("scores").path(least).doubleValue())) {
                least = i;
            }
        }
        return "%s, analogy, alpha %s, seed %s: margin %s"
                .formatted(
                        map.path("pair_id").path(least).textValue(),
                        map.path("alpha").path(least),
                        map.path("seed").path(least),
                        Shown.signed(map.path("scores").path(least), 3));
    }
}
