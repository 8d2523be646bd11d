package io.steerscope.dashboardtests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What the page shows of several experiments, and for an address that names one that is not there. */
@ExtendWith(BrowserExtension.class)
class ChoiceTest {

    @Test
    void anExperimentThatIsNotThereIsNotReplacedByAnother(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300).design("another");
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=secnod"))) {
            // then
            assertThat(dashboard.find("#title")).hasText("There is no experiment \u201csecnod\u201d");
            assertThat(dashboard.find("#connection")).hasText("Not there");
            assertThat(dashboard.find("#missing-list a")).hasText(new String[] {"another", LiveExperiment.ID});
            assertThat(dashboard.find("#forest")).isHidden();
            assertThat(dashboard.find("#progress")).isHidden();

            // when
            dashboard.find("#missing-list a").last().click();

            // then
            assertThat(dashboard.find("#title")).hasText(LiveExperiment.ID);
            assertThat(dashboard.find("#missing")).isHidden();
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void anotherIsShownWhenSomebodyChoosesIt(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300);
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=secnod"))) {
            // given
            assertThat(dashboard.find("#missing")).isVisible();

            // when
            dashboard.find("#experiment").selectOption(LiveExperiment.ID);

            // then
            assertThat(dashboard.find("#title")).hasText(LiveExperiment.ID);
            assertThat(dashboard.find("#missing")).isHidden();
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);
        }
    }

    @Test
    void itIsShownAsSoonAsItIsThere(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300);
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=second"))) {
            // given
            assertThat(dashboard.find("#missing-text")).containsText("as soon as it is there");

            // when
            experiment.design("second");

            // then
            dashboard
                    .find("#missing")
                    .waitFor(new Locator.WaitForOptions()
                            .setState(WaitForSelectorState.HIDDEN)
                            .setTimeout(30_000));
            assertThat(dashboard.find("#title")).hasText("second");
        }
    }

    @Test
    void ofSeveralTheNewestIsShownFirst(Chromium chromium) {
        try (LiveExperiment experiment =
                        new LiveExperiment().design("a-newer-one").design("a-later-one");
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // then
            assertThat(dashboard.find("#title")).hasText("a-later-one");
            assertThat(dashboard.find("#experiment option"))
                    .hasText(new String[] {"a-later-one", "a-newer-one", LiveExperiment.ID});
        }
    }

    @Test
    void aScorerThatIsNotThereIsSaidSo(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300);
                DashboardPage dashboard = DashboardPage.open(
                        chromium,
                        experiment.address().resolve("?experiment=" + LiveExperiment.ID + "&scorer=clip-x"))) {
            // then
            assertThat(dashboard.find("#unknown-choice"))
                    .hasText("This experiment has no scorer \u201cclip-x\u201d so far; what is shown is another.");
            assertThat(dashboard.find("#forest-plot .row")).hasCount(36);
        }
    }
}
