package io.steerscope.dashboardtests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrowserExtension.class)
class LiveUpdatesTest {

    private static final String KEPT =
            "#forest-plot .row, #forest-table tr, #stages .stage, #panels figure, #pair-grid button";

    @Test
    void scoresChangeFiguresAndKeepTheNodesThatShowThem(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(900);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            dashboard.showAll();
            dashboard.page().evaluate("selector => { window.kept = [...document.querySelectorAll(selector)] }", KEPT);

            // when
            for (int scored = 960; scored <= LiveExperiment.THIRD; scored += 60) {
                experiment.scoreUpTo(scored);
            }

            // then
            assertThat(dashboard.find("#stages .stage").last()).containsText("1,200 of 3,600");
            assertThat(dashboard.find(".headline")).containsText(" of 400 pairs; ");
            assertThat(dashboard
                            .page()
                            .evaluate("window.kept.length > 80 && window.kept.every(node => node.isConnected)"))
                    .isEqualTo(true);
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void onlyAVerdictThatChangesIsAnnounced(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(90);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            assertThat(dashboard.find("#stages .stage").last()).containsText("90 of 3,600");

            // when
            experiment.scoreUpTo(102);

            // then
            assertThat(dashboard.find("#stages .stage").last()).containsText("102 of 3,600");
            assertThat(dashboard.find("#announcements")).isEmpty();

            // when all of it comes at once
            experiment.interrupt(Reason.RESTORING);
            experiment.scoreUpTo(LiveExperiment.ALL);
            experiment.interrupt(null);

            // then
            assertThat(dashboard.find("#announcements")).containsText("verdicts have changed. Of 24 cells");
        }
    }

    @Test
    void whileThereIsNoAnswerTheOldFiguresStayAndSayOfWhenTheyAre(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            assertThat(dashboard.find("#connection")).containsText("Live");

            // when
            experiment.interrupt(Reason.RESTORING);

            // then
            assertThat(dashboard.find("#connection"))
                    .containsText("The aggregator is away; asking again. Figures as of ");
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);
            assertThat(dashboard.find("#stages .stage").last()).containsText("300 of 3,600");

            // when
            experiment.interrupt(null);

            // then
            assertThat(dashboard.find("#connection")).containsText("Live");
        }
    }

    @Test
    void aServerThatWentAwayIsFoundAgain(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            assertThat(dashboard.find("#connection")).containsText("Live");

            // when
            experiment.stopServer();

            // then
            assertThat(dashboard.find("#connection")).containsText("The aggregator does not answer; asking again.");
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);

            // when
            experiment.startServer();
            experiment.scoreUpTo(360);

            // then
            assertThat(dashboard.find("#stages .stage").last()).containsText("360 of 3,600");
            assertThat(dashboard.find("#connection")).containsText("Live");
        }
    }
}
