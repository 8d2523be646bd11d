package io.steerscope.dashboardtests;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrowserExtension.class)
class FiguresTest {

    private static final int CELLS = 24;
    private static final int ROWS = CELLS + 8 + 4;

    @Test
    void aRunningExperimentShowsTheFiguresOfTheInterface(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // when
            assertThat(dashboard.find("#forest-table tbody tr")).hasCount(ROWS);
            JsonNode statistics = experiment.statistics();

            // then
            assertThat(tableRows(dashboard)).containsExactlyElementsOf(expectedRows(statistics));
            JsonNode primary = statistics.path("by_alpha").path("1.0");
            assertThat(dashboard.find(".headline"))
                    .containsText(Shown.margin(primary.path("mean")) + " " + Shown.interval(Shown.sequence(primary))
                            + " at alpha 1.0 over " + Shown.count(primary.path("n")) + " of 400 pairs");
            assertThat(dashboard.find(".headline"))
                    .containsText(statistics.path("verdicts").path("sentence").textValue());
            assertThat(dashboard.find("#rule"))
                    .containsText(statistics
                            .path("verdicts")
                            .path("rule")
                            .path("words")
                            .textValue());
            assertThat(dashboard.find("#stages .stage").last()).containsText("1,200 of 3,600");
            assertThat(dashboard.find("#forest-plot .final").first()).hasAttribute("d", "");
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void aCompleteExperimentShowsTheFinalTestsToo(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // when
            assertThat(dashboard.find("#connection")).containsText("Complete");
            JsonNode statistics = experiment.statistics();

            // then
            assertThat(tableRows(dashboard)).containsExactlyElementsOf(expectedRows(statistics));
            JsonNode primary = statistics.path("headline");
            assertThat(dashboard.find(".headline"))
                    .containsText(Shown.margin(primary.path("mean")) + " " + Shown.interval(primary.path("ci95_t"))
                            + " at alpha 1.0 over 400 pairs");
            assertThat(dashboard.find("#legend-final")).isVisible();
            assertThat(dashboard.find("#forest-plot .final").first()).not().hasAttribute("d", "");
        }
    }

    @Test
    void runningMeanAndDistributionsShowTheFiguresOfTheInterface(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            JsonNode points = experiment.ask("course?category=category-2").path("points");
            JsonNode last = points.path(points.size() - 1);
            JsonNode cell = experiment
                    .ask("distributions")
                    .path("distributions")
                    .path(0)
                    .path("by_category_alpha")
                    .path("category-3|0.8");

            // when
            dashboard.showAll();
            dashboard.find("#course").scrollIntoViewIfNeeded();
            dashboard.find("#course-category").selectOption("category-2");

            // then
            assertThat(dashboard.find("#course-reading"))
                    .hasText("After %s of 150 items of %s, 00:19:%02d: mean %s %s."
                            .formatted(
                                    Shown.count(last.path("n")),
                                    last.path("clusters").asInt() + " pairs",
                                    Integer.parseInt(last.path("at").textValue().substring(17, 19)),
                                    Shown.margin(last.path("mean")),
                                    Shown.interval(Shown.sequence(last))
                                            + (last.path("burn_in").asBoolean() ? ", too few items" : "")));
            assertThat(dashboard.find("#panels [aria-label^='category-3, alpha 0.8']"))
                    .hasAttribute(
                            "aria-label",
                            "category-3, alpha 0.8: %s items, median %s, quartiles %s and %s, from %s to %s"
                                    .formatted(
                                            Shown.count(cell.path("n")),
                                            Shown.margin(cell.path("median")),
                                            Shown.margin(cell.path("q1")),
                                            Shown.margin(cell.path("q3")),
                                            Shown.margin(cell.path("min")),
                                            Shown.margin(cell.path("max"))));
        }
    }

    private static List<List<String>> tableRows(DashboardPage dashboard) {
        return dashboard.find("#forest-table tbody tr").all().stream()
                .map(row -> row.locator("th, td"))
                .map(Locator::allTextContents)
                .map(cells -> List.of(
                        cells.get(0),
                        cells.get(1),
                        cells.get(3),
                        cells.get(4),
                        cells.get(5),
                        cells.get(6),
                        cells.get(7)))
                .toList();
    }

    private static List<List<String>> expectedRows(JsonNode statistics) {
        List<List<String>> rows = new ArrayList<>();
        boolean complete = statistics.path("complete").booleanValue();
        List<String> alphas = List.of("0.5", "0.8", "1.0");
        for (int i = 1; i <= 8; i++) {
            String category = "category-" + i;
            for (String alpha : alphas) {
                rows.add(row(
                        category, alpha, statistics.path("by_category_alpha").path(category + "|" + alpha), complete));
            }
            rows.add(pooled(category, statistics.path("by_category").path(category), complete));
        }
        alphas.forEach(alpha -> rows.add(row(
                "All",
                alpha,
                statistics.path("by_alpha").path(alpha),
                statistics.path("over_categories").path(alpha),
                complete)));
        rows.add(pooled("All", statistics.path("overall"), complete));
        return rows;
    }

    private static List<String> row(String category, String alpha, JsonNode figures, boolean complete) {
        return row(category, alpha, figures, figures, complete);
    }

    private static List<String> row(
            String category, String alpha, JsonNode figures, JsonNode tested, boolean complete) {
        String n = Shown.count(figures.path("n")) + " of " + Shown.count(figures.path("planned_n")) + " items";
        return row(category, alpha, n, figures, figures, tested, complete);
    }

    private static List<String> pooled(String category, JsonNode figures, boolean complete) {
        JsonNode pairs = figures.path("pair_clustered");
        String n =
                Shown.count(pairs.path("clusters")) + " of " + Shown.count(pairs.path("planned_clusters")) + " pairs";
        return row(category, "all", n, pairs, figures, pairs, complete);
    }

    private static List<String> row(
            String category,
            String alpha,
            String n,
            JsonNode figures,
            JsonNode items,
            JsonNode tested,
            boolean complete) {
        return List.of(
                category,
                alpha,
                n,
                Shown.margin(figures.path("mean")),
                Shown.interval(Shown.sequence(figures)),
                complete ? Shown.interval(tested.path("ci95_t")) : "–",
                Shown.percent(items.path("success_rate")));
    }
}
