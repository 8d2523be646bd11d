package io.steerscope.dashboardtests;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.steerscope.httpserver.Secret;
import io.steerscope.httpserver.ServerSettings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(BrowserExtension.class)
class LoginTest {

    private static final String TOKEN = "correct-horse-battery-staple";
    private static final ServerSettings SETTINGS =
            ServerSettings.of("127.0.0.1", 0).withToken(Secret.of(TOKEN));

    @Test
    void whoEntersTheTokenSeesTheDashboardAndItsEvents(Chromium chromium) {
        try (LiveExperiment experiment = new LiveExperiment(SETTINGS).scoreUpTo(300);
                DashboardPage dashboard = DashboardPage.open(
                        chromium, experiment.address().resolve("?experiment=" + LiveExperiment.ID))) {
            // given
            assertThat(dashboard.find("h1")).hasText("Who is asking?");

            // when
            dashboard.find("#token").fill("wrong");
            dashboard.find("button").click();

            // then
            assertThat(dashboard.find("#message")).hasText("That is not the token.");

            // when
            dashboard.find("#token").fill(TOKEN);
            dashboard.find("button").click();

            // then
            assertThat(dashboard.find("#stages .stage").last()).containsText("300 of 3,600");
            assertThat(dashboard.page().url()).endsWith("/?experiment=" + LiveExperiment.ID);
            experiment.scoreUpTo(360);
            assertThat(dashboard.find("#stages .stage").last()).containsText("360 of 3,600");
            Cookie cookie = dashboard.page().context().cookies().get(0);
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            assertThat(cookie.value).doesNotContain(TOKEN);
        }
    }
}
