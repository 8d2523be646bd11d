package io.steerscope.dashboardtests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

@ExtendWith(BrowserExtension.class)
class AccessibilityTest {

    private static final Set<String> CONTROLS = Set.of(
            "button",
            "combobox",
            "link",
            "slider",
            "grid",
            "progressbar",
            "DisclosureTriangle",
            "img",
            "image",
            "form",
            "region");

    private static final LiveExperiment EXPERIMENT = new LiveExperiment();

    @BeforeAll
    static void runAThird() {
        EXPERIMENT.scoreUpTo(LiveExperiment.THIRD);
    }

    @AfterAll
    static void stop() {
        EXPERIMENT.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void textAndMarksHaveTheContrastOfWcagAA(ColorScheme scheme, Chromium chromium) throws Exception {
        try (DashboardPage dashboard =
                DashboardPage.open(chromium, EXPERIMENT.address(), DashboardPage.DESKTOP_WIDTH, scheme)) {
            // given
            dashboard.showAll();

            // then
            assertThat(dashboard.page().evaluate(script("contrast.js")))
                    .asInstanceOf(LIST)
                    .isEmpty();
        }
    }

    @Test
    void aPhoneScrollsInOneDirectionOnly(Chromium chromium) {
        try (DashboardPage dashboard =
                DashboardPage.open(chromium, EXPERIMENT.address(), DashboardPage.PHONE_WIDTH, ColorScheme.LIGHT)) {
            // when
            dashboard.showAll();
            dashboard.find("summary:visible").all().forEach(summary -> summary.click());

            // then
            assertThat(dashboard.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(DashboardPage.PHONE_WIDTH);

            // when
            dashboard.find("#pair-grid button").first().click();

            // then
            assertThat(
                            dashboard
                                    .page()
                                    .evaluate(
                                            "(() => { const d = document.querySelector('dialog'); return d.open && d.scrollWidth <= d.clientWidth })()"))
                    .isEqualTo(true);
        }
    }

    @Test
    void everythingThatCanBeUsedHasAName(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // given
            dashboard.showAll();
            List<String> unnamed = new ArrayList<>();
            Set<String> roles = new TreeSet<>();

            // when
            JsonObject tree =
                    dashboard.page().context().newCDPSession(dashboard.page()).send("Accessibility.getFullAXTree");
            for (JsonElement element : tree.getAsJsonArray("nodes")) {
                JsonObject node = element.getAsJsonObject();
                if (node.get("ignored").getAsBoolean()) {
                    continue;
                }
                String role = value(node, "role");
                roles.add(role);
                if (CONTROLS.contains(role) && value(node, "name").isBlank()) {
                    unnamed.add(role + " " + node);
                }
            }

            // then
            assertThat(unnamed).isEmpty();
            assertThat(roles)
                    .contains(
                            "banner",
                            "main",
                            "contentinfo",
                            "heading",
                            "grid",
                            "slider",
                            "progressbar",
                            "image",
                            "button",
                            "combobox");
        }
    }

    @Test
    void theTabKeyReachesEveryPartAndShowsWhereItIs(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // given
            dashboard.showAll();
            Page page = dashboard.page();
            page.evaluate("scrollTo(0, 0); document.body.focus()");

            // when
            Set<String> reached = new TreeSet<>();
            List<String> unseen = new ArrayList<>();
            for (int i = 0; i < 60 && !reached.contains("footer"); i++) {
                page.keyboard().press("Tab");
                String where = (String) page.evaluate("document.activeElement.closest('section, footer, header')?.id"
                        + " || document.activeElement.closest('footer, header')?.localName || ''");
                reached.add(where);
                if (!(Boolean) page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'")) {
                    unseen.add(where);
                }
            }

            // then
            assertThat(reached).contains("forest", "course", "distributions", "gallery", "footer");
            assertThat(unseen).isEmpty();
        }
    }

    @Test
    void nothingMovesForThoseWhoDoNotWantIt(Chromium chromium) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, EXPERIMENT.address())) {
            // given
            dashboard.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            dashboard.find("#stages .stage").first().waitFor();

            // then
            assertThat(
                            dashboard
                                    .page()
                                    .evaluate(
                                            "[...document.querySelectorAll('*')].every(node => parseFloat(getComputedStyle(node).transitionDuration) === 0)"))
                    .isEqualTo(true);
        }
    }

    private static String value(JsonObject node, String property) {
        JsonObject holder = node.getAsJsonObject(property);
        return holder == null || !holder.has("value") ? "" : holder.get("value").getAsString();
    }

    static String script(String name) throws IOException {
        try (InputStream stream = AccessibilityTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
