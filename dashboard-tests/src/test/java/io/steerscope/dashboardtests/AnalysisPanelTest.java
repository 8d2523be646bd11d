package io.steerscope.dashboardtests;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.analysis.Analysis;
import io.steerscope.results.analysis.ImageCount;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** An analysis without a panel of its own is shown by its section. */
@ExtendWith(BrowserExtension.class)
class AnalysisPanelTest {

    private static Analyses oneMore() {
        List<Analysis<?>> all = new ArrayList<>(Analyses.ALL.all());
        all.add(new ImageCount());
        return new Analyses(all);
    }

    /** An analysis takes the figures of all items, which takes a while on a busy machine. */
    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(30_000);
    }

    @Test
    void anAnalysisThatIsInTheListIsShown(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment(oneMore()).scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // when
            Locator panel = dashboard.find("#analysis-image-count");

            // then
            assertThat(panel.locator("h2")).hasText("Images by <scorer>");
            assertThat(panel.locator("p").first()).hasText("What was judged & by whom.", patiently());
            assertThat(panel.locator("tbody td")).hasText("1,200");
            assertThat(panel.locator("svg.chart circle")).hasCount(1);
            assertThat(panel.locator("svg.chart circle")).hasCSS("fill", "rgb(31, 95, 174)");
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void itFollowsTheScores(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment(oneMore()).scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            Locator cell = dashboard.find("#analysis-image-count tbody td");
            assertThat(cell).hasText("1,200", patiently());

            // when
            cell.scrollIntoViewIfNeeded();
            experiment.scoreUpTo(LiveExperiment.ALL);

            // then
            assertThat(cell).hasText("3,600", patiently());
        }
    }

    @Test
    void anAnalysisThatSaysNothingTakesNoRoom(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment(oneMore());
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // then
            assertThat(dashboard.find("#analysis-image-count h2")).isHidden();
            assertThat(dashboard.find("#analysis-agreement h2")).isHidden();
        }
    }
}
