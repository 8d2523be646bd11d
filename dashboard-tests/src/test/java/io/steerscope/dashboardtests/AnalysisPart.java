package io.steerscope.dashboardtests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;

/**
 * The part of the page that shows an analysis. Analyses are found by a thread of their own, which takes a while on a
 * busy machine.
 */
final class AnalysisPart {

    static final double PATIENCE_MILLIS = 30_000;

    private AnalysisPart() {}

    /**
     * Opens the dashboard at a part, and waits for the first answer.
     *
     * @param query what the address asks for, from the question mark
     * @param id of the part
     */
    static DashboardPage open(
            Chromium chromium, LiveExperiment experiment, String query, String id, int width, ColorScheme scheme) {
        DashboardPage dashboard =
                DashboardPage.open(chromium, experiment.address().resolve(query), width, scheme);
        dashboard.find("#" + id + " h2").waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        dashboard.find("#" + id).scrollIntoViewIfNeeded();
        dashboard
                .find("#" + id + "-sentence")
                .filter(new Locator.FilterOptions().setHasNotText("Looking for"))
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        return dashboard;
    }

    static LocatorAssertions.HasCountOptions patiently() {
        return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
    }

    static LocatorAssertions.ContainsTextOptions patientlyForText() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }
}
