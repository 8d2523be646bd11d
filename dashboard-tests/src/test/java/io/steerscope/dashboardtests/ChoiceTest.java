package io.steerscope.dashboardtests;

import java.util.regex.Pattern;

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

    @Test
    void aSecondExperimentStandsBesideTheFirstWithItsContrastsAndTheAddressKeepsBoth(Chromium chromium) {
        try (LiveExperiment experiment =
                        new LiveExperiment().scored("one", "lerp", "shuffled").scored("two", "lerp", "shuffled");
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=two&method=lerp"))) {
            // given
            assertThat(dashboard.find("#forest-plot .row")).hasCount(9);
            assertThat(dashboard.find("#compared")).isHidden();

            // when
            dashboard.find("#beside").selectOption("one");

            // then
            assertThat(dashboard.find("#forest-plot .row")).hasCount(18);
            assertThat(dashboard.find("#forest-scorers > span")).hasText(new String[] {"two", "one"});
            assertThat(dashboard.find("#compared h2")).hasText("two minus one");
            assertThat(dashboard.find("#compared p").first()).containsText("Of lerp, judged by clip-c, ");
            assertThat(dashboard.page())
                    .hasURL(Pattern.compile("experiment=two&beside=one&scorer=clip-c&method=lerp$"));
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void allMethodsStandSideBySide(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scored("one", "lerp", "shuffled");
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?experiment=one"))) {
            // given
            assertThat(dashboard.find("#forest-plot .row")).hasCount(9);

            // when
            dashboard.find("#method").selectOption("*");

            // then
            assertThat(dashboard.find("#forest-plot .row")).hasCount(18);
            assertThat(dashboard.find("#forest-scorers > span")).hasText(new String[] {"lerp", "shuffled"});
            assertThat(dashboard.find(".headline .judge")).hasText(new String[] {"lerp", "shuffled"});
            assertThat(dashboard.find("#course-heading")).hasText("Running mean, lerp");
            assertThat(dashboard.page()).hasURL(Pattern.compile("experiment=one&scorer=clip-c&method=\\*$"));
            dashboard.assertNoComplaints();
        }
    }
}
