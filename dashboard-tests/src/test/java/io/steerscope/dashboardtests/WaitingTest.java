package io.steerscope.dashboardtests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the page says while there is nothing to see: what it waits for, and which command helps. */
@ExtendWith(BrowserExtension.class)
class WaitingTest {

    private static final long STILL_MILLIS = 25_000;

    @Test
    void withoutAnyExperimentItSaysHowToStartOne(Chromium chromium) {
        try (LiveExperiment experiment = LiveExperiment.none();
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // then
            assertThat(dashboard.find("#waiting p").first()).containsText("There is no experiment yet");
            assertThat(dashboard.find("#waiting code").first()).containsText("./steerscope run");

            // when
            experiment.design("first");

            // then
            assertThat(dashboard.find("#title")).hasText("first");
            assertThat(dashboard.find("#waiting code")).hasCount(0);
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void anExperimentWithoutImagesSaysThatNoGeneratorIsConnected(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment();
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            dashboard.find("#stages .stage").first().waitFor();
            assertThat(dashboard.find("#waiting")).isHidden();

            // when
            dashboard.pass(STILL_MILLIS);

            // then
            assertThat(dashboard.find("#waiting p")).containsText("no generator is connected");
            assertThat(dashboard.find("#waiting code"))
                    .hasText("./steerscope generate --bootstrap-server localhost:9092");
        }
    }

    @Test
    void aScorerThatStandsStillIsNamedUntilItGoesOn(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(30).image(31);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            dashboard.find("#stages .stage").first().waitFor();

            // when
            dashboard.pass(STILL_MILLIS);

            // then
            assertThat(dashboard.find("#waiting")).containsText("1 image waits for it");

            // when
            experiment.scoreUpTo(LiveExperiment.THIRD);
            dashboard.pass(STILL_MILLIS);

            // then
            assertThat(dashboard.find("#waiting")).not().containsText("wait for it");
        }
    }

    @Test
    void aDesignOfTooFewPairsSaysSo(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scored("small", "lerp", "shuffled");
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=small"))) {
            // then
            assertThat(dashboard.find("#waiting")).containsText("n = 3: next to nothing can be decided.");
            assertThat(dashboard.find("#state")).containsText("Finished: nothing is open any more.");
        }
    }
}
