package io.steerscope.dashboardtests;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard in a window. It collects what the browser complains about: errors of scripts, violations of the content
 * security policy, requests that failed.
 */
final class DashboardPage implements AutoCloseable {

    static final int DESKTOP_WIDTH = 1280;
    static final int PHONE_WIDTH = 360;
    static final int HEIGHT = 800;

    private static final double TIMEOUT_MILLIS = 10_000;

    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private DashboardPage(BrowserContext window) {
        this.window = window;
        this.page = window.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    static DashboardPage open(Chromium chromium, URI address, int width, ColorScheme scheme) {
        DashboardPage dashboard = new DashboardPage(chromium.window(width, HEIGHT));
        dashboard.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        dashboard.page.navigate(address.toString());
        return dashboard;
    }

    static DashboardPage open(Chromium chromium, URI address) {
        return open(chromium, address, DESKTOP_WIDTH, ColorScheme.LIGHT);
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** Brings the parts that load late into view, one after the other. */
    DashboardPage showAll() {
        for (String part : List.of("#course", "#distributions", "#gallery")) {
            find(part).scrollIntoViewIfNeeded();
        }
        find("#course-plot text.now").waitFor();
        find("#panels figure").first().waitFor();
        find("#pair-grid button").first().waitFor();
        return this;
    }

    /** Lets so much time pass for the page, while the clock of the aggregator goes on as before. */
    void pass(long millis) {
        page.clock().install();
        page.clock().fastForward(millis);
    }

    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        window.close();
    }
}
