package io.steerscope.dashboardtests;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.steerscope.results.ToyExperiment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the page says of prompts that a scorer did not read as they are written. */
@ExtendWith(BrowserExtension.class)
class ReadingTest {

    @Test
    void pairsWithoutContrastAreNamedAndUnknownWordsCounted(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL)) {
            // given
            List<String> pairs = experiment.scoredPairs();
            experiment
                    .scoreAgain(pairs.get(3), score -> ToyExperiment.withTokens(score, true, 1, 2))
                    .scoreAgain(pairs.get(5), score -> ToyExperiment.withTokens(score, false, 0, 1));

            // when
            try (DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
                // then
                assertThat(dashboard.find("#connection")).containsText("Complete");
                assertThat(dashboard.find("#reading"))
                        .hasText(
                                ("%s reads both prompts of 1 pair as one, so 3 items (9 images) count in no figure: %s;"
                                                + " does not know every word of the prompts of 18 images.")
                                        .formatted(
                                                experiment
                                                        .statistics()
                                                        .path("scorer_id")
                                                        .textValue(),
                                                pairs.get(3)));
                assertThat(dashboard.find(".headline")).containsText("over 399 of 400 pairs");
                dashboard.assertNoComplaints();
            }
        }
    }

    @Test
    void whereNothingIsNotedNothingIsSaid(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            assertThat(dashboard.find("#stages .stage").last()).containsText("1,200 of 3,600");
            assertThat(dashboard.find("#reading")).isHidden();
        }
    }
}
