package io.steerscope.dashboardtests;

import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The address of the page holds what is shown: it can be passed on, and back and forward lead through it. */
@ExtendWith(BrowserExtension.class)
class AddressTest {

    private static final LiveExperiment EXPERIMENT = new LiveExperiment();

    @BeforeAll
    static void runAll() {
        EXPERIMENT.scoreUpTo(LiveExperiment.ALL);
    }

    @AfterAll
    static void stop() {
        EXPERIMENT.close();
    }

    @Test
    void aRowOfThePlotLeadsToItsImages(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // when
            dashboard.find("#forest-plot .row .hit").nth(5).click();

            // then
            assertThat(dashboard.find("#gallery-category")).hasValue("category-2");
            assertThat(dashboard.find("#gallery-alpha")).hasValue("0.8");
            assertThat(dashboard.find("#gallery-count")).hasText("50 items");
            assertThat(dashboard.find("#gallery")).isInViewport();
            assertThat(dashboard.page())
                    .hasURL(Pattern.compile("gallery-category=category-2&gallery-alpha=0.8#gallery$"));
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void theKeyboardLeadsThroughTheRowsToTheImages(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // given
            assertThat(dashboard.find("#forest-plot .row[tabindex='0']")).hasCount(1);
            Page page = dashboard.page();

            // when
            dashboard.find("#forest-plot .row[tabindex='0']").focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");

            // then
            assertThat(dashboard.find("#gallery-category")).hasValue("category-1");
            assertThat(dashboard.find("#gallery-alpha")).hasValue("1.0");
        }
    }

    @Test
    void backAndForwardLeadThroughWhatWasChosen(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // given
            dashboard.showAll();
            Page page = dashboard.page();
            dashboard.find("#gallery-category").selectOption("category-4");
            assertThat(dashboard.find("#gallery-count")).hasText("150 items");
            dashboard.find("#extremes .picture").nth(1).click();
            assertThat(dashboard.find("dialog")).isVisible();

            // when
            page.goBack();

            // then
            assertThat(dashboard.find("dialog")).isHidden();
            assertThat(dashboard.find("#gallery-category")).hasValue("category-4");

            // when
            page.goBack();

            // then
            assertThat(dashboard.find("#gallery-category")).hasValue("");
            assertThat(dashboard.find("#gallery-count")).hasText("1,200 items");

            // when
            page.goForward();
            page.goForward();

            // then
            assertThat(dashboard.find("#gallery-category")).hasValue("category-4");
            assertThat(dashboard.find("dialog")).isVisible();
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void anAddressOpenedAfreshShowsTheSameAndItsImageLeadsToTheOthersOfItsPair(Chromium chromium) {
        String address;
        String heading;
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            dashboard.showAll();
            dashboard.find("#gallery-sort").selectOption("asc");
            dashboard.find("#gallery-alpha").selectOption("0.8");
            assertThat(dashboard.find("#gallery-count")).hasText("400 items");
            dashboard.find("#extremes .picture").first().click();
            heading = dashboard.find("#image-heading").textContent();
            assertThat(dashboard.find("#image-heading")).containsText("alpha 0.8, seed 0");
            heading = dashboard.find("#image-heading").textContent();
            address = dashboard.page().url();
        }
        try (DashboardPage dashboard =
                DashboardPage.open(chromium, EXPERIMENT.address().resolve(address))) {
            // then
            assertThat(dashboard.find("#image-heading")).hasText(heading);

            // when
            dashboard.find("dialog").getByText("Next").click();

            // then
            assertThat(dashboard.find("#image-heading")).hasText(heading.replace("seed 0", "seed 1"));

            // when
            dashboard.page().keyboard().press("Escape");
            dashboard.find("#gallery").scrollIntoViewIfNeeded();

            // then
            assertThat(dashboard.page().url()).doesNotContain("image=");
            assertThat(dashboard.find("#gallery-sort")).hasValue("asc");
            assertThat(dashboard.find("#gallery-count")).hasText("400 items");
        }
    }

    @Test
    void theGroupOfTheRunningMeanIsInTheAddress(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(
                chromium, EXPERIMENT.address().resolve("?course-category=category-3&course-alpha=9"))) {
            // then
            assertThat(dashboard.find("#course-category")).hasValue("category-3");
            assertThat(dashboard.find("#unknown-choice"))
                    .hasText("There is no alpha of the running mean \u201c9\u201d; what is shown is another.");

            // when
            dashboard.find("#course-alpha").selectOption("0.5");

            // then
            assertThat(dashboard.page()).hasURL(Pattern.compile("course-category=category-3&course-alpha=0.5$"));
            assertThat(dashboard.find("#unknown-choice")).isHidden();
        }
    }

    @Test
    void whatTheAddressAsksForAndIsNotThereIsSaidInALine(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(
                chromium,
                EXPERIMENT
                        .address()
                        .resolve(
                                "?beside=none&gallery-alpha=7&gallery-from=x&gallery-page=0&image=one&gallery-category=category-4#gallery"))) {
            // then
            assertThat(dashboard.find("#unknown-choice"))
                    .containsText("There is no other experiment \u201cnone\u201d to stand beside this one.");
            assertThat(dashboard.find("#unknown-choice")).containsText("The images have no alpha \u201c7\u201d");
            assertThat(dashboard.find("#unknown-choice")).containsText("\u201cx\u201d is no number");
            assertThat(dashboard.find("#unknown-choice")).containsText("\u201c0\u201d is no page");
            assertThat(dashboard.find("#unknown-choice")).containsText("\u201cone\u201d is no image");
            assertThat(dashboard.find("#gallery-count")).hasText("150 items");
            dashboard.assertNoComplaints();
        }
    }
}
