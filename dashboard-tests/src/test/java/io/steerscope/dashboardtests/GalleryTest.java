package io.steerscope.dashboardtests;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrowserExtension.class)
class GalleryTest {

    @Test
    void theEndsOfACategoryAreSortedByMargin(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.THIRD);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            JsonNode best = experiment
                    .ask("items?category=category-4&complete=true&sort=margin&order=desc&limit=24")
                    .path("items");

            // when
            dashboard.showAll();
            dashboard.find("#gallery-category").selectOption("category-4");
            assertThat(dashboard.find("#extremes .facts b")).hasCount(12);
            dashboard.find("#extremes .more").first().click();

            // then
            Locator margins = dashboard.find("#extremes ol").first().locator(".facts b");
            assertThat(margins).hasCount(24);
            assertThat(margins.allTextContents())
                    .containsExactlyElementsOf(StreamSupport.stream(best.spliterator(), false)
                            .map(item -> Shown.margin(item.path("margin")))
                            .toList());
        }
    }

    @Test
    void theKeyboardLeadsFromACardToAnImageAndBack(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            dashboard.showAll();
            Page page = dashboard.page();
            Locator card = dashboard.find(".card .choose").nth(3);
            String pair = card.locator(".facts span").textContent().split(" · ")[1];

            // when
            card.focus();
            page.keyboard().press("Enter");
            assertThat(dashboard.find("#pair-heading")).hasText("Pair " + pair);
            dashboard.find("#pair-grid button").first().focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowDown");

            // then
            assertThat(button(page, pair, "Seed 1, alpha 0.8")).isFocused();
            assertThat(dashboard.find("#pair-grid button[tabindex='0']")).hasCount(1);

            // when
            page.keyboard().press("Enter");

            // then
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog).isVisible();
            assertThat(dialog.getByRole(AriaRole.HEADING)).hasText(pair + ", alpha 0.8, seed 1");
            JsonNode score = experiment
                    .ask("images/" + pair + "/analogy/0.8/1")
                    .path("scores")
                    .path(0);
            assertThat(dialog)
                    .containsText(Shown.margin(score.path("sim_source"))
                            + Shown.margin(score.path("sim_target"))
                            + Shown.margin(score.path("margin")));
            assertThat(dialog).containsText(score.path("image_sha256").textValue());
            assertThat(dialog.locator("img")).isVisible();

            // when
            page.keyboard().press("ArrowRight");
            assertThat(dialog.getByRole(AriaRole.HEADING)).hasText(pair + ", alpha 0.8, seed 2");
            page.keyboard().press("Escape");

            // then
            assertThat(dialog).isHidden();
            assertThat(button(page, pair, "Seed 2, alpha 0.8")).isFocused();
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void wordsAndARangeOfMarginsLeaveWhatMatchesAndTheFiltersCanBeCleared(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL);
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // given
            dashboard.showAll();
            String pair = experiment.scoredPairs().get(7);
            int positive = experiment
                    .ask("items?complete=true&from=0&limit=1&search=" + pair)
                    .path("total")
                    .intValue();

            // when
            dashboard.find("#gallery-search").fill(pair.toUpperCase(Locale.ROOT));
            assertThat(dashboard.find("#gallery-count")).hasText("3 items");
            dashboard.find("#gallery-from").fill("0");

            // then
            assertThat(dashboard.find("#gallery-count")).containsText(positive == 1 ? "1 item" : positive + " items");

            // when
            dashboard.find("#gallery-from").fill("3");

            // then
            assertThat(dashboard.find("#gallery-count")).hasText("0 items: nothing matches.");
            assertThat(dashboard.find("#extremes .card")).hasCount(0);

            // when
            dashboard.find("#gallery-clear").click();

            // then
            assertThat(dashboard.find("#gallery-count")).hasText("1,200 items");
            assertThat(dashboard.find("#gallery-search")).hasValue("");
            dashboard.assertNoComplaints();
        }
    }

    @Test
    void pagesLeadThroughAllItems(Chromium chromium) throws Exception {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL);
                DashboardPage dashboard = DashboardPage.open(
                        chromium,
                        experiment.address().resolve("?gallery-category=category-4&gallery-sort=asc#gallery"))) {
            // given
            JsonNode second = experiment
                    .ask("items?category=category-4&complete=true&sort=margin&limit=24&offset=24")
                    .path("items");
            assertThat(dashboard.find("#gallery-pages span")).hasText("1–24 of 150");

            // when
            dashboard
                    .page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Next page"))
                    .click();

            // then
            assertThat(dashboard.find("#gallery-pages span")).hasText("25–48 of 150");
            assertThat(dashboard.find("#extremes .facts b"))
                    .hasText(StreamSupport.stream(second.spliterator(), false)
                            .map(item -> Shown.margin(item.path("margin")))
                            .toArray(String[]::new));
        }
    }

    @Test
    void imagesThatFailedOrWereSkippedAreShownWithTheirReason(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(3_590).cancel(4);
                DashboardPage dashboard =
                        DashboardPage.open(chromium, experiment.address().resolve("?gallery-show=failed#gallery"))) {
            // then
            assertThat(dashboard.find(".card .lost span")).hasCount(4);
            assertThat(dashboard.find(".card .lost span").first()).containsText("failed: the image is black");

            // when
            dashboard.find("#gallery-show").selectOption("skipped");

            // then
            assertThat(dashboard.find(".card .lost span")).hasCount(6);
            assertThat(dashboard.find(".card .lost span").first())
                    .containsText("skipped: the experiment was cancelled");
        }
    }

    @Test
    void theMethodsOfAPairAndSeedStandBesideEachOther(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scored("one", "lerp", "shuffled");
                DashboardPage dashboard = DashboardPage.open(
                        chromium,
                        experiment.address().resolve("?experiment=one&image=c0-p0/lerp/0.5/1&large=methods"))) {
            // then
            assertThat(dashboard.find("dialog figcaption b")).hasText(new String[] {"lerp", "shuffled"});
            assertThat(dashboard.find("dialog .own b")).hasText("lerp");

            // when
            dashboard.find("dialog figure button").nth(1).click();

            // then
            assertThat(dashboard.find("dialog .own b")).hasText("shuffled");
            assertThat(dashboard.page()).hasURL(Pattern.compile("image=c0-p0%2Fshuffled%2F0.5%2F1"));

            // when
            dashboard.find("#image-beside").selectOption("alphas");

            // then
            assertThat(dashboard.find("dialog figcaption b")).hasText(new String[] {"alpha 0.5", "alpha 1.0"});
        }
    }

    @Test
    void anImageIsDownloadedUnderANameThatSaysWhichItIs(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(LiveExperiment.ALL);
                DashboardPage dashboard = DashboardPage.open(
                        chromium,
                        experiment
                                .address()
                                .resolve("?image=" + experiment.scoredPairs().get(0) + "/analogy/0.5/1"))) {
            // given
            String pair = experiment.scoredPairs().get(0);
            Locator link = dashboard.find("dialog a").getByText("Download");
            assertThat(link).isVisible();

            // when
            Download file = dashboard.page().waitForDownload(link::click);

            // then
            assertThat(file.suggestedFilename()).isEqualTo(LiveExperiment.ID + "_" + pair + "_analogy_0.5_1.png");
            assertThat(dashboard.find("dialog a").getByText("JSON"))
                    .hasAttribute(
                            "href", "api/experiments/" + LiveExperiment.ID + "/images/" + pair + "/analogy/0.5/1");
        }
    }

    @Test
    void anImageWithoutPixelsSaysWhy(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment().scoreUpTo(300).loseImages();
                DashboardPage dashboard = DashboardPage.open(chromium, experiment.address())) {
            // when
            dashboard.showAll();

            // then
            assertThat(dashboard.find("#pair-grid .absent").first()).containsText("is gone: the file was moved");
        }
    }

    private static Locator button(Page page, String pair, String name) {
        return page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Pair " + pair))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }
}
