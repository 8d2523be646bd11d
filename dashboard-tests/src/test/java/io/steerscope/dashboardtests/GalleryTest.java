package io.steerscope.dashboardtests;

import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
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
                    .ask("items?category=category-4&complete=true&sort=margin&order=desc&limit=12")
                    .path("items");

            // when
            dashboard.showAll();
            dashboard.find("#gallery-category").selectOption("category-4");
            Locator more = dashboard.find("#extremes .more").first();
            more.click();

            // then
            Locator margins = dashboard.find("#extremes ol").first().locator(".facts b");
            assertThat(margins).hasCount(12);
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
            Locator card = dashboard.find(".card").nth(3);
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
            assertThat(dialog.getByRole(AriaRole.IMG)).isVisible();

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
