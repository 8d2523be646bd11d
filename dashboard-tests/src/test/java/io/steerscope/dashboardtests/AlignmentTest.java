package io.steerscope.dashboardtests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Images without a source prompt. */
@ExtendWith(BrowserExtension.class)
class AlignmentTest {

    @Test
    void clipsAreShownWithoutAMarginAVerdictOrAZero(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().alignments();
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=toy"))) {
            // then
            assertThat(dashboard.find("#forest-heading")).containsText("Mean clip by category and alpha");
            assertThat(dashboard.find(".headline")).containsText("without a verdict");
            assertThat(dashboard.find(".headline")).containsText("Mean clip");
            assertThat(dashboard.find("#design")).containsText("images from elsewhere, made by my-diffusers");
            assertThat(dashboard.find("#stages .stage").first()).containsText("Images ingested");
            assertThat(dashboard.find("#forest-plot .zero")).hasCount(0);
            assertThat(dashboard.find("#forest-legend")).isHidden();
            assertThat(dashboard.find("#distributions h2")).containsText("clips");
            assertThat(dashboard.find("#course-reading")).containsText("mean 2");
            dashboard.find("#gallery").scrollIntoViewIfNeeded();
            assertThat(dashboard.find("#gallery .card").first()).containsText("a blue car");
            assertThat(dashboard.find("main").innerText())
                    .doesNotContain("margin", "NaN", "undefined", "undecided", "works", "above 0", "seed undefined");
            dashboard.assertNoComplaints();
        }
    }
}
