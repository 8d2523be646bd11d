package io.steerscope.dashboardtests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the page says of an experiment that was cancelled, and of images that have failed. */
@ExtendWith(BrowserExtension.class)
class CancelledTest {

    private static final int FAILED = 7;

    @Test
    void skippedAndFailedImagesAreCounted(Chromium chromium) throws Exception {
        try (LiveExperiment experiment =
                new LiveExperiment().scoreUpTo(LiveExperiment.THIRD).cancel(FAILED)) {
            // given
            experiment.ask("statistics");

            // when
            try (DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
                // then
                assertThat(dashboard.find("#connection")).containsText("Cancelled");
                assertThat(dashboard.find("#cancelled")).hasText("This experiment is cancelled: 2,393 images skipped.");
                assertThat(dashboard.find("#stages .stage").last()).containsText("1,200 of 3,600");
                assertThat(dashboard.find("#stages .stage").last()).containsText("2,393 skipped");
                assertThat(dashboard.find("#stages .stage").last()).containsText("7 failed");
                assertThat(dashboard.find("#failure-kinds")).hasText("Failures by kind: generator 7 DEGENERATE_IMAGE.");
                dashboard.assertNoComplaints();
            }
        }
    }
}
