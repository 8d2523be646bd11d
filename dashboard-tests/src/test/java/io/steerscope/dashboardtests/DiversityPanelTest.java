package io.steerscope.dashboardtests;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/** Seed diversity beside the margin: what the panel shows is what the interface answers. */
@ExtendWith(BrowserExtension.class)
class DiversityPanelTest {

    private static final String ID = ToyExperiment.ID;
    private static final String CHOICE = "?experiment=" + ID + "&method=analogy";
    private static final String COLLAPSED = EmbeddedExperiment.COLLAPSING + ", alpha 1.0";

    private static DashboardPage open(Chromium chromium, LiveExperiment experiment, int width) {
        return open(chromium, experiment, width, ColorScheme.LIGHT);
    }

    private static DashboardPage open(Chromium chromium, LiveExperiment experiment, int width, ColorScheme scheme) {
        return AnalysisPart.open(chromium, experiment, CHOICE, "diversity", width, scheme);
    }

    @Test
    void pathsAndTableShowTheFiguresOfTheInterface(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH)) {
            // given
            JsonNode found = diversity(experiment, "");

            // then
            assertThat(dashboard.find("#diversity .paths .point")).hasCount(4, AnalysisPart.patiently());
            assertThat(dashboard.find("#diversity-heading")).hasText("Diversity");
            assertThat(dashboard.find("#diversity-sentence"))
                    .containsText("moves by collapse in 1 (%s at 1.0)".formatted(EmbeddedExperiment.COLLAPSING));
            assertThat(dashboard.find("#diversity-basis"))
                    .containsText("The baseline is the unsteered images. "
                            + found.path("shown_rule").textValue() + " No loss shown is not none: see the contrasts.");
            assertThat(rows(dashboard)).containsExactlyElementsOf(expectedRows(found));
            assertThat(dashboard.find("#diversity .paths .point.by-collapse"))
                    .hasAttribute(
                            "aria-label",
                            "%s: mean margin %s, seed diversity 0 %% of the baseline’s, moves by collapse. Show its images"
                                    .formatted(
                                            COLLAPSED,
                                            Shown.margin(
                                                    cell(found).path("margin").path("mean"))));
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void whileTheExperimentRunsVerdictsAreThoseThatMayBeWatched(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 1);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH)) {
            // then
            assertThat(dashboard.find("#diversity .paths .point")).hasCount(4, AnalysisPart.patiently());
            assertThat(dashboard.find("#diversity-sentence")).containsText("so far");
            assertThat(dashboard.find("#diversity-basis")).containsText("verdicts are by confidence sequences");
            assertThat(dashboard.find("#diversity-reading")).containsText("95 % confidence sequence");
        }
    }

    @Test
    void theKeyboardLeadsFromAPointToTheImagesOfThePairThatChangedMostAndBack(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH)) {
            // given
            Page page = dashboard.page();
            assertThat(dashboard.find("#diversity .paths .point[tabindex='0']")).hasCount(1, AnalysisPart.patiently());

            // when
            dashboard.find("#diversity .paths .point[tabindex='0']").focus();
            page.keyboard().press("Home");
            page.keyboard().press("ArrowRight");

            // then
            Locator point = dashboard.find("#diversity .paths .point[aria-label^='" + COLLAPSED + "']");
            assertThat(point).isFocused();

            // when
            page.keyboard().press("Enter");

            // then
            String pair = mostChanged(diversity(experiment, "&category=colour&alpha=1.0&condition=none"));
            assertThat(dashboard.find("#diversity .item h3")).hasText(COLLAPSED);
            assertThat(dashboard.find("#diversity .item h3")).isFocused();
            assertThat(dashboard.find("#diversity .sides img")).hasCount(6, AnalysisPart.patiently());
            assertThat(dashboard.find("#diversity .item select")).hasValue(pair);
            assertThat(dashboard.find("#diversity .sides figcaption").last())
                    .containsText("analogy, alpha 1.0: seed diversity 0.0000");
            assertThat(point).hasAttribute("aria-pressed", "true");

            // when
            dashboard.find("#diversity .sides button").first().click();

            // then
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByRole(AriaRole.HEADING)).hasText(pair + ", alpha 0.0, seed 0");

            // when
            page.keyboard().press("Escape");
            assertThat(dialog).isHidden();
            page.keyboard().press("Escape");

            // then
            assertThat(dashboard.find("#diversity .item")).isHidden();
            assertThat(point).isFocused();
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void intervalsThatWereLeftOutAreFoundCategoryByCategory(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve(CHOICE))) {
            // given
            Page page = dashboard.page();
            page.route(
                    url -> url.contains("analyses/diversity?") && !url.contains("intervals="),
                    route -> route.resume(
                            new Route.ResumeOptions().setUrl(route.request().url() + "&intervals=false")));
            Locator modes = dashboard
                    .find("table.diversity tbody tr")
                    .filter(new Locator.FilterOptions().setHasNotText("All"))
                    .locator("td:nth-last-child(2) small");
            dashboard
                    .find("#diversity h2")
                    .waitFor(new Locator.WaitForOptions().setTimeout(AnalysisPart.PATIENCE_MILLIS));
            dashboard.find("#diversity").scrollIntoViewIfNeeded();
            assertThat(modes).hasCount(6, AnalysisPart.patiently());
            assertThat(modes).hasText(new String[] {"", "", "", "", "", ""});

            // when
            dashboard.find("#diversity-more button").click();

            // then
            assertThat(modes)
                    .containsText(new String[] {"[", "[", "[", "[", "[", "["}, AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#diversity-more")).isHidden();
        }
    }

    @Test
    void withoutUnsteeredImagesTheLowestAlphaIsTheBaseline(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(withoutUnsteered(), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH)) {
            // then
            assertThat(dashboard.find("#diversity .paths .point")).hasCount(2, AnalysisPart.patiently());
            assertThat(dashboard.find("#diversity-basis"))
                    .containsText("There are no unsteered images: the lowest alpha is the baseline");

            // when
            dashboard.find("#diversity .paths .point").first().click();

            // then
            assertThat(dashboard.find("#diversity .sides figcaption").first())
                    .containsText("Baseline, alpha 0.5: seed diversity");
        }
    }

    @Test
    void withoutEmbeddingsItSaysSo(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().withoutEmbeddings(EmbeddedExperiment.design("source"));
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH)) {
            // then
            assertThat(dashboard.find("#diversity-sentence"))
                    .containsText("No embeddings were kept", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#diversity-all")).isHidden();
            assertThat(dashboard.find("#diversity-figures")).isHidden();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textAndMarksHaveTheContrastOfWcagAA(ColorScheme scheme, Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.DESKTOP_WIDTH, scheme)) {
            // given
            assertThat(dashboard.find("#diversity .paths .point")).hasCount(4, AnalysisPart.patiently());
            dashboard.find("#diversity .paths .point").first().click();
            assertThat(dashboard.find("#diversity .sides img")).hasCount(6, AnalysisPart.patiently());

            // then
            assertThat(dashboard.page().evaluate(AccessibilityTest.script("contrast.js")))
                    .asInstanceOf(LIST)
                    .isEmpty();
        }
    }

    @Test
    void aPhoneShowsTwoPathsBesideEachOtherAndScrollsInOneDirection(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, DashboardPage.PHONE_WIDTH)) {
            // when
            assertThat(dashboard.find("#diversity .paths .point")).hasCount(4, AnalysisPart.patiently());
            dashboard.find("#diversity .paths .point").last().click();
            assertThat(dashboard.find("#diversity .sides img")).hasCount(6, AnalysisPart.patiently());

            // then
            List<Locator> figures = dashboard.find("#diversity .paths figure").all();
            assertThat(figures.get(0).boundingBox().y).isEqualTo(figures.get(1).boundingBox().y);
            assertThat(dashboard.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(DashboardPage.PHONE_WIDTH);
        }
    }

    private static Experiment withoutUnsteered() {
        Experiment toy =
                ToyExperiment.design(ID, EmbeddedExperiment.PAIRS, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS);
        return MethodsExperiment.design(toy, "analogy", "lerp");
    }

    private static JsonNode diversity(LiveExperiment experiment, String further) throws Exception {
        return experiment
                .askOf(ID, "analyses/diversity?method=analogy" + further)
                .path("diversity")
                .path(0);
    }

    private static JsonNode cell(JsonNode found) {
        return StreamSupport.stream(found.path("cells").spliterator(), false)
                .filter(cell -> cell.path("verdict_shown").asText().equals("moves by collapse"))
                .findFirst()
                .orElseThrow();
    }

    /** Category, alpha, verdict, margin change, ratio, images of every row that is of one category. */
    private static List<List<String>> rows(DashboardPage dashboard) {
        return dashboard.find("table.diversity tbody tr").all().stream()
                .map(row -> row.locator("th span, td span").allTextContents())
                .filter(cells -> !cells.get(0).equals("All"))
                .map(cells -> List.of(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(5)))
                .toList();
    }

    private static List<List<String>> expectedRows(JsonNode found) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode cell : found.path("cells")) {
            rows.add(List.of(
                    cell.path("category").textValue(),
                    cell.path("alpha").toString(),
                    cell.path("verdict_shown").asText("baseline"),
                    Shown.margin(cell.path("margin_change").path("mean")),
                    Shown.percent(cell.path("diversity_ratio"))));
        }
        return rows;
    }

    private static String mostChanged(JsonNode found) {
        String most = "";
        double greatest = -1.0;
        for (JsonNode item : found.path("items")) {
            for (JsonNode baseline : found.path("items")) {
                double change = Math.abs(item.path("seed_diversity").doubleValue()
                        - baseline.path("seed_diversity").doubleValue());
                if (item.path("alpha").doubleValue() == 1.0
                        && baseline.path("alpha").doubleValue() == 0.0
                        && item.path("pair_id").equals(baseline.path("pair_id"))
                        && change > greatest) {
                    greatest = change;
                    most = item.path("pair_id").textValue();
                }
            }
        }
        return most;
    }
}
