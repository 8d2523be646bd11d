package io.steerscope.dashboardtests;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
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
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/** Directions of change and the relation of each category: what the panel shows is what the interface answers. */
@ExtendWith(BrowserExtension.class)
class DirectionPanelTest {

    private static final String ID = ToyExperiment.ID;
    private static final String ONE = "analogy";
    private static final String ALL = "*";
    private static final String CELL = EmbeddedExperiment.COLLAPSING + ", alpha 1.0";
    private static final int DIGITS = 3;

    private static DashboardPage open(Chromium chromium, LiveExperiment experiment, String method) {
        return open(chromium, experiment, method, DashboardPage.DESKTOP_WIDTH, ColorScheme.LIGHT);
    }

    private static DashboardPage open(
            Chromium chromium, LiveExperiment experiment, String method, int width, ColorScheme scheme) {
        return AnalysisPart.open(
                chromium, experiment, "?experiment=" + ID + "&method=" + method, "direction", width, scheme);
    }

    @Test
    void pathsAndTableShowTheFiguresOfTheInterface(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            JsonNode found = geometry(experiment, "?method=analogy");
            JsonNode cell = cell(found, EmbeddedExperiment.COLLAPSING, 1.0);

            // then
            assertThat(dashboard.find("#direction .paths .point")).hasCount(4, AnalysisPart.patiently());
            assertThat(dashboard.find("#direction-heading")).hasText("Direction, analogy");
            assertThat(dashboard.find("#direction-sentence"))
                    .hasText("With analogy, images go the way of their prompts in 4 of 4 cells.");
            assertThat(dashboard.find("#direction-basis"))
                    .containsText("one-sided t-test over complete items, Holm over all steered cells of a method");
            assertThat(rows(dashboard)).containsExactlyElementsOf(expectedRows(found));
            assertThat(dashboard.find("#direction .point[aria-label^='" + CELL + "']"))
                    .hasAttribute(
                            "aria-label",
                            "%s: directional %s, progress %s, drift %s, follows prompts. Show its images"
                                    .formatted(
                                            CELL,
                                            Shown.signed(cell.at("/directional/mean"), DIGITS),
                                            Shown.signed(cell.at("/progress/mean"), DIGITS),
                                            Shown.amount(cell.at("/drift/mean"), DIGITS)));
            assertThat(dashboard.find("#analysis-geometry")).hasCount(0);
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void aPathLeadsFromTheUnsteeredImagesInTheDirectionThatTheFiguresHave(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            JsonNode found = geometry(experiment, "?method=analogy");
            assertThat(dashboard.find("#direction .paths .point")).hasCount(4, AnalysisPart.patiently());

            // when
            double[] slopes = slopes(dashboard.find("#direction .paths figure").first());

            // then
            JsonNode cells = found.path("cells");
            for (int i = 0; i < slopes.length; i++) {
                JsonNode cell = cells.path(i + 1);
                assertThat(slopes[i])
                        .isCloseTo(
                                cell.at("/drift/mean").doubleValue()
                                        / cell.at("/progress/mean").doubleValue(),
                                within(0.02));
            }
        }
    }

    @Test
    void whileTheExperimentRunsAMarkIsFilledWhereTheConfidenceSequenceExcludes0(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 1);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            List<String> expected = new ArrayList<>();
            for (JsonNode cell : geometry(experiment, "?method=analogy").path("cells")) {
                JsonNode low = cell.at("/directional/cs95_two_sided/0");
                if (cell.has("directional")) {
                    expected.add(low.isNumber() && low.doubleValue() > 0 ? "point follows" : "point undecided");
                }
            }

            // then
            assertThat(dashboard.find("#direction .paths .point")).hasCount(4, AnalysisPart.patiently());
            assertThat(dashboard.find("#direction .paths .point").all().stream()
                            .map(point -> point.getAttribute("class")))
                    .containsExactlyElementsOf(expected);
            assertThat(dashboard.find("#direction-basis"))
                    .containsText("where the 95 % confidence sequence of directional excludes 0");
            assertThat(dashboard.find("#direction-sentence")).containsText("so far");
            assertThat(dashboard.find("#direction-reading"))
                    .containsText("In brackets 95 % confidence sequences, which may be watched");
        }
    }

    @Test
    void theKeyboardLeadsFromAPointToTheImagesOfThePairThatWentFarthestAndBack(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            Page page = dashboard.page();
            JsonNode farthest = StreamSupport.stream(
                            geometry(experiment, "?method=analogy&category=colour&alpha=1.0")
                                    .path("items")
                                    .spliterator(),
                            false)
                    .max(Comparator.comparingDouble(item -> item.path("step").doubleValue()))
                    .orElseThrow();
            assertThat(dashboard.find("#direction .paths .point[tabindex='0']")).hasCount(1, AnalysisPart.patiently());

            // when
            dashboard.find("#direction .paths .point[tabindex='0']").focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("End");

            // then
            Locator point = dashboard.find("#direction .paths .point[aria-label^='" + CELL + "']");
            assertThat(point).isFocused();

            // when
            page.keyboard().press("Enter");

            // then
            assertThat(dashboard.find("#direction .item h3")).hasText(CELL);
            assertThat(dashboard.find("#direction .item h3")).isFocused();
            assertThat(dashboard.find("#direction .sides img")).hasCount(6, AnalysisPart.patiently());
            assertThat(dashboard.find("#direction .item select"))
                    .hasValue(farthest.path("pair_id").textValue());
            assertThat(dashboard.find("#direction .sides figcaption").first()).containsText("Unsteered: margin ");
            assertThat(dashboard.find("#direction .sides figcaption").last())
                    .hasText("analogy, alpha 1.0: margin %s, directional %s, progress %s, drift %s, preserved %s"
                            .formatted(
                                    Shown.margin(farthest.path("margin")),
                                    Shown.signed(farthest.path("directional"), DIGITS),
                                    Shown.signed(farthest.path("progress"), DIGITS),
                                    Shown.amount(farthest.path("drift"), DIGITS),
                                    Shown.signed(farthest.path("preservation"), DIGITS)));
            assertThat(point).hasAttribute("aria-pressed", "true");

            // when
            dashboard.find("#direction .sides button").first().click();

            // then
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByRole(AriaRole.HEADING))
                    .hasText(farthest.path("pair_id").textValue() + ", alpha 0.0, seed 0");

            // when
            page.keyboard().press("Escape");
            assertThat(dialog).isHidden();
            page.keyboard().press("Escape");

            // then
            assertThat(dashboard.find("#direction .item")).isHidden();
            assertThat(point).isFocused();
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void allMethodsHaveAPathEachThatIsToldByColourAndDash(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ALL)) {
            // then
            assertThat(dashboard.find("#direction .paths .point")).hasCount(8, AnalysisPart.patiently());
            assertThat(dashboard.find("#direction-heading")).hasText("Direction");
            assertThat(dashboard.find("#direction-sentence")).containsText("With analogy, images go the way");
            assertThat(dashboard.find("#direction-sentence")).containsText("With lerp, images go the way");
            assertThat(dashboard.find("#direction-legend li"))
                    .containsText(new String[] {"analogy", "lerp", "follows prompts", "away from them", "undecided"});
            Locator lines = dashboard.find("#direction .paths figure").first().locator(".path");
            assertThat(lines).hasCount(2);
            assertThat(lines.first()).hasCSS("stroke-dasharray", "none");
            assertThat(lines.last()).hasCSS("stroke-dasharray", "7px, 3px");
            assertThat(lines.first()).hasCSS("stroke", "rgb(31, 95, 174)");
            assertThat(lines.last()).hasCSS("stroke", "rgb(179, 80, 15)");
            assertThat(dashboard.find("table.direction th[scope=col]").nth(1)).hasText("Method");
            assertThat(dashboard.find("table.direction tbody tr")).hasCount(8);

            // when
            dashboard
                    .find("#direction .point[aria-label^='" + EmbeddedExperiment.MOVING + ", lerp, alpha 0.5']")
                    .press("Enter");

            // then
            assertThat(dashboard.find("#direction .sides figcaption").last())
                    .containsText("lerp, alpha 0.5: margin", AnalysisPart.patientlyForText());
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void theRelationOfEachCategoryStandsAgainstItsMarginAtTheAlphaThatIsChosen(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            JsonNode found = geometry(experiment, "?method=analogy");
            Locator rows = dashboard.find("table.relation tbody tr");

            // then
            assertThat(rows).hasCount(2, AnalysisPart.patiently());
            assertThat(dashboard.find("#direction-alpha")).hasValue("1.0");
            assertThat(dashboard.find("#direction .dot")).hasCount(2);
            assertThat(relations(dashboard)).containsExactlyElementsOf(expectedRelations(found, 1.0));
            JsonNode success = found.path("relation_success").path("1.0");
            assertThat(dashboard.find("#relation-sentence"))
                    .hasText(
                            ("Does the margin go with the relation of the texts? Spearman’s correlation over 2 categories"
                                            + " at alpha 1.0: analogy %s with the concentration, %s with the pairing consistency."
                                            + " Below 5 categories there is no p-value.")
                                    .formatted(
                                            Shown.signed(
                                                    success.at("/text_offset_concentration_and_margin/spearman"),
                                                    DIGITS),
                                            Shown.signed(
                                                    success.at("/text_pairing_consistency_and_margin/spearman"),
                                                    DIGITS)));

            // when
            dashboard.find("#direction-alpha").selectOption("0.5");

            // then
            assertThat(relations(dashboard)).containsExactlyElementsOf(expectedRelations(found, 0.5));
            assertThat(dashboard.find("#relation-sentence")).containsText("at alpha 0.5");
        }
    }

    @Test
    void withoutUnsteeredImagesItSaysHowToGetThemAndShowsTheRelationOfTheTexts(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(withoutUnsteered(), 0);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // then
            assertThat(dashboard.find("#direction-sentence"))
                    .containsText("make them with --baseline source", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#direction-figures")).isHidden();
            assertThat(dashboard.find("#direction-all")).isHidden();
            assertThat(dashboard.find("table.relation tbody tr")).hasCount(2);
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void withoutEmbeddingsItSaysSo(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().withoutEmbeddings(EmbeddedExperiment.design("source"));
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // then
            assertThat(dashboard.find("#direction-sentence"))
                    .containsText("No embeddings were kept", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#direction-figures")).isHidden();
            assertThat(dashboard.find("#direction-all")).isHidden();
            assertThat(dashboard.find("#direction-relation")).isHidden();
        }
    }

    @Test
    void whileNoItemIsCompleteItSaysWhatIsMissingAndShowsItOnceItIsThere(Chromium chromium) {
        Experiment design = EmbeddedExperiment.design("source");
        int all = EmbeddedExperiment.scores(design).size();
        try (LiveExperiment experiment = new LiveExperiment().embedded(design, all - 1);
                DashboardPage dashboard = open(chromium, experiment, ONE)) {
            // given
            assertThat(dashboard.find("#direction-sentence"))
                    .containsText("No item is complete yet", AnalysisPart.patientlyForText());
            assertThat(dashboard.find("#direction-figures")).isHidden();

            // when
            experiment.embedded(design, 0);
            assertThat(dashboard.find("#connection")).containsText("Complete", AnalysisPart.patientlyForText());
            dashboard.find("#direction").scrollIntoViewIfNeeded();

            // then
            assertThat(dashboard.find("#direction .paths .point")).hasCount(4, AnalysisPart.patiently());
            dashboard.assertNoComplaints();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textAndMarksHaveTheContrastOfWcagAA(ColorScheme scheme, Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard = open(chromium, experiment, ALL, DashboardPage.DESKTOP_WIDTH, scheme)) {
            // given
            assertThat(dashboard.find("#direction .paths .point")).hasCount(8, AnalysisPart.patiently());
            dashboard.find("#direction .paths .point").first().press("Enter");
            assertThat(dashboard.find("#direction .sides img")).hasCount(6, AnalysisPart.patiently());

            // then
            assertThat(dashboard.page().evaluate(AccessibilityTest.script("contrast.js")))
                    .asInstanceOf(LIST)
                    .isEmpty();
        }
    }

    @Test
    void aPhoneShowsTwoPathsBesideEachOtherAndScrollsInOneDirectionWithoutMotion(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().embedded(EmbeddedExperiment.design("source"), 0);
                DashboardPage dashboard =
                        open(chromium, experiment, ALL, DashboardPage.PHONE_WIDTH, ColorScheme.LIGHT)) {
            // given
            dashboard.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));

            // when
            assertThat(dashboard.find("#direction .paths .point")).hasCount(8, AnalysisPart.patiently());
            dashboard.find("#direction .paths .point").last().press("Enter");
            assertThat(dashboard.find("#direction .sides img")).hasCount(6, AnalysisPart.patiently());

            // then
            List<Locator> figures = dashboard.find("#direction .paths figure").all();
            assertThat(figures.get(0).boundingBox().y).isEqualTo(figures.get(1).boundingBox().y);
            assertThat(dashboard.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(DashboardPage.PHONE_WIDTH);
            assertThat(dashboard
                            .page()
                            .evaluate("[...document.querySelectorAll('#direction *')].every(node =>"
                                    + " parseFloat(getComputedStyle(node).transitionDuration) === 0"
                                    + " && getComputedStyle(node).animationName === 'none')"))
                    .isEqualTo(true);
        }
    }

    private static Experiment withoutUnsteered() {
        Experiment toy =
                ToyExperiment.design(ID, EmbeddedExperiment.PAIRS, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS);
        return MethodsExperiment.design(toy, "analogy", "lerp");
    }

    private static JsonNode geometry(LiveExperiment experiment, String question) throws Exception {
        return experiment
                .askOf(ID, "analyses/geometry" + question)
                .path("geometry")
                .path(0);
    }

    private static JsonNode cell(JsonNode found, String category, double alpha) {
        return StreamSupport.stream(found.path("cells").spliterator(), false)
                .filter(cell -> cell.path("category").textValue().equals(category)
                        && cell.path("alpha").doubleValue() == alpha)
                .findFirst()
                .orElseThrow();
    }

    /** Of the ways from the origin of a plot to its marks, upwards over to the right. */
    private static double[] slopes(Locator figure) {
        double[] origin = middle(figure.locator(".unsteered .mark"));
        return figure.locator(".point .mark").all().stream()
                .map(DirectionPanelTest::middle)
                .mapToDouble(mark -> (origin[1] - mark[1]) / (mark[0] - origin[0]))
                .toArray();
    }

    private static double[] middle(Locator mark) {
        BoundingBox box = mark.boundingBox();
        return new double[] {box.x + box.width / 2.0, box.y + box.height / 2.0};
    }

    /** The figures of every row, without their intervals. */
    private static List<List<String>> rows(DashboardPage dashboard) {
        return dashboard.find("table.direction tbody tr").all().stream()
                .map(row -> row.locator("th span, td span").allTextContents())
                .toList();
    }

    private static List<List<String>> expectedRows(JsonNode found) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode cell : found.path("cells")) {
            if (cell.has("directional")) {
                String category = cell.path("category").textValue();
                String alpha = cell.path("alpha").toString();
                rows.add(List.of(
                        category,
                        alpha,
                        cell.path("verdict").textValue(),
                        Shown.signed(cell.at("/directional/mean"), DIGITS),
                        Shown.signed(cell.at("/progress/mean"), DIGITS),
                        Shown.amount(cell.at("/drift/mean"), DIGITS),
                        Shown.amount(cell.at("/step/mean"), DIGITS),
                        Shown.signed(cell.at("/preservation/mean"), DIGITS),
                        Shown.signed(
                                found.path("geometry")
                                        .path(category)
                                        .path(alpha)
                                        .path("image_offset_concentration"),
                                DIGITS),
                        cell.path("unmoved").toString(),
                        cell.at("/directional/n").toString()));
            }
        }
        return rows;
    }

    private static List<List<String>> relations(DashboardPage dashboard) {
        return dashboard.find("table.relation tbody tr").all().stream()
                .map(row -> row.locator("th span, td span").allTextContents())
                .toList();
    }

    private static List<List<String>> expectedRelations(JsonNode found, double alpha) {
        List<List<String>> rows = new ArrayList<>();
        found.path("geometry").properties().forEach(entry -> {
            JsonNode relation = entry.getValue();
            JsonNode images = relation.path(String.valueOf(alpha));
            rows.add(List.of(
                    entry.getKey(),
                    Shown.signed(relation.path("text_offset_concentration"), DIGITS),
                    Shown.percent(relation.path("text_pairing_consistency")),
                    Shown.signed(relation.path("exemplar_offset_cosine"), DIGITS),
                    relation.path("text_pairs").toString(),
                    Shown.signed(images.path("image_offset_concentration"), DIGITS),
                    Shown.percent(images.path("image_pairing_consistency")),
                    Shown.signed(cell(found, entry.getKey(), alpha).at("/margin/mean"), DIGITS)));
        });
        return rows;
    }
}
