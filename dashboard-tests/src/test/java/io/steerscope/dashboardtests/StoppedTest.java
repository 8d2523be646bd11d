package io.steerscope.dashboardtests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the page shows of a design that stops each cell when it is decided. */
@ExtendWith(BrowserExtension.class)
class StoppedTest {

    @Test
    void cellsThatHaveStoppedAreMarkedAndOthersSayWhatTheyWaitFor(Chromium chromium) {
        try (LiveExperiment experiment = LiveExperiment.none().stopped(2, 12);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // then
            assertThat(dashboard.find("#decisions-sentence"))
                    .hasText("2 of 4 cells of category and alpha have stopped; 2 are open.");
            assertThat(dashboard.find(".headline .claim"))
                    .hasText("analogy works in 2 of 4 cells of category and alpha, so far.");
            assertThat(dashboard.find("#decisions-saved"))
                    .containsText("Saved so far: 12 images, 4 % of those planned");
            assertThat(dashboard.find("#forest-plot .row")).hasCount(4);
            assertThat(dashboard.find("#forest-plot .row.works path.stopped:not([d=''])"))
                    .hasCount(2);
            assertThat(dashboard.find("#forest-plot .row.undecided path.stopped:not([d=''])"))
                    .hasCount(0);
            assertThat(dashboard.find("#legend-stopped")).containsText("biased");
            assertThat(dashboard.find("#decisions-table tbody tr")).hasCount(4);
            assertThat(dashboard.find("#decisions-table tbody tr").first()).containsText("works");
            assertThat(dashboard.find("#decisions-table tbody tr").last())
                    .containsText("item 3 in the order of the design");
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void aDesignThatStopsNothingHasNoSuchPart(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);

            // then
            assertThat(dashboard.find("#decisions")).isHidden();
            assertThat(dashboard.find("#legend-stopped")).isHidden();
        }
    }
}
