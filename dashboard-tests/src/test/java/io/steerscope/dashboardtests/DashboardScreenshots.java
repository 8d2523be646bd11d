package io.steerscope.dashboardtests;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

/** Takes pictures of a running dashboard; not a test. {@code screenshots.sh} starts it. */
final class DashboardScreenshots {

    private static final int PHONE_PICTURE_HEIGHT = 1_600;
    private static final int ROWS = 8;
    private static final double ANALYSIS_MILLIS = 60_000;

    private final Chromium chromium;
    private final URI address;
    private final Path folder;
    private final String name;

    private DashboardScreenshots(Chromium chromium, URI address, Path folder, String name) {
        this.chromium = chromium;
        this.address = address;
        this.folder = folder;
        this.name = name;
    }

    /**
     * Takes the pictures.
     *
     * @param arguments address of the dashboard, folder, name of the files without their ending
     */
    public static void main(String[] arguments) {
        Optional<Path> executable = Chromium.executable();
        if (executable.isEmpty()) {
            System.err.println(Chromium.ABSENCE);
            System.exit(1);
        }
        try (Chromium chromium = Chromium.start(executable.get())) {
            DashboardScreenshots pictures =
                    new DashboardScreenshots(chromium, URI.create(arguments[0]), Path.of(arguments[1]), arguments[2]);
            pictures.figures("", ColorScheme.LIGHT);
            pictures.figures("-dark", ColorScheme.DARK);
            pictures.section("#distributions", "-distributions");
            pictures.section("#gallery", "-gallery");
            pictures.image();
            pictures.phone();
            pictures.diversity("diversity-panel", DashboardPage.DESKTOP_WIDTH, ColorScheme.LIGHT);
            pictures.diversity("diversity-panel-dark", DashboardPage.DESKTOP_WIDTH, ColorScheme.DARK);
            pictures.diversity("diversity-panel-phone", DashboardPage.PHONE_WIDTH, ColorScheme.LIGHT);
            pictures.direction("direction-panel", DashboardPage.DESKTOP_WIDTH, ColorScheme.LIGHT);
            pictures.direction("direction-panel-dark", DashboardPage.DESKTOP_WIDTH, ColorScheme.DARK);
        }
    }

    /** From the top to the running mean. */
    private void figures(String suffix, ColorScheme scheme) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, address, DashboardPage.DESKTOP_WIDTH, scheme)) {
            dashboard.showAll();
            settle(dashboard);
            topOf(
                    dashboard,
                    suffix,
                    DashboardPage.DESKTOP_WIDTH,
                    dashboard.find("#distributions").boundingBox().y);
        }
    }

    private void section(String selector, String suffix) {
        try (DashboardPage dashboard = DashboardPage.open(chromium, address)) {
            dashboard.showAll();
            settle(dashboard);
            dashboard.find(selector).screenshot(new Locator.ScreenshotOptions().setPath(path(suffix)));
        }
    }

    private void phone() {
        try (DashboardPage dashboard =
                DashboardPage.open(chromium, address, DashboardPage.PHONE_WIDTH, ColorScheme.LIGHT)) {
            dashboard.showAll();
            settle(dashboard);
            topOf(dashboard, "-phone", DashboardPage.PHONE_WIDTH, PHONE_PICTURE_HEIGHT);
        }
    }

    private void image() {
        try (DashboardPage dashboard = DashboardPage.open(chromium, address)) {
            dashboard.showAll();
            dashboard.find("#pair-grid button").first().click();
            dashboard.find("dialog table").waitFor();
            settle(dashboard);
            dashboard.page().screenshot(new Page.ScreenshotOptions().setPath(path("-image")));
        }
    }

    /** Diversity down to the images of the lowest point, and the first rows of the table; nothing without paths. */
    private void diversity(String file, int width, ColorScheme scheme) {
        analysis("diversity", width, scheme).ifPresent(dashboard -> {
            try (dashboard) {
                showImages(dashboard, lowest(dashboard.find("#diversity .paths .point")));
                part(
                        dashboard,
                        "#diversity",
                        file,
                        width,
                        dashboard.find("table.diversity tbody tr").nth(ROWS).boundingBox().y);
            }
        });
    }

    /** Direction without its long table: paths, the images of the last point of a path, and the relation. */
    private void direction(String file, int width, ColorScheme scheme) {
        analysis("direction", width, scheme).ifPresent(dashboard -> {
            try (dashboard) {
                dashboard.find("#direction-all summary").click();
                showImages(
                        dashboard,
                        dashboard.find("#direction .paths figure .follows").last());
                BoundingBox direction = dashboard.find("#direction").boundingBox();
                part(dashboard, "#direction", file, width, direction.y + direction.height);
            }
        });
    }

    /** The dashboard with an analysis that has paths. */
    private Optional<DashboardPage> analysis(String id, int width, ColorScheme scheme) {
        DashboardPage dashboard = DashboardPage.open(chromium, address, width, scheme);
        dashboard.showAll();
        dashboard.find("#" + id + " h2").waitFor(new Locator.WaitForOptions().setTimeout(ANALYSIS_MILLIS));
        dashboard.find("#" + id).scrollIntoViewIfNeeded();
        dashboard
                .find("#" + id + "-sentence")
                .filter(new Locator.FilterOptions().setHasNotText("Looking for"))
                .waitFor(new Locator.WaitForOptions().setTimeout(ANALYSIS_MILLIS));
        if (dashboard.find("#" + id + " .paths .point").count() > 0) {
            return Optional.of(dashboard);
        }
        dashboard.close();
        return Optional.empty();
    }

    private static void showImages(DashboardPage dashboard, Locator point) {
        point.press("Enter");
        dashboard.find(".sides img").first().waitFor(new Locator.WaitForOptions().setTimeout(ANALYSIS_MILLIS));
        settle(dashboard);
    }

    /** A part of the page from its top to a height. */
    private void part(DashboardPage dashboard, String selector, String file, int width, double bottom) {
        BoundingBox part = dashboard.find(selector).boundingBox();
        dashboard
                .page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(file + ".png"))
                        .setFullPage(true)
                        .setClip(0, part.y, width, bottom - part.y));
    }

    private static Locator lowest(Locator points) {
        return points.all().stream()
                .max(Comparator.comparingDouble(point -> point.boundingBox().y
                        - point.locator("xpath=ancestor::figure").boundingBox().y))
                .orElseThrow();
    }

    private void topOf(DashboardPage dashboard, String suffix, double width, double height) {
        dashboard
                .page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(path(suffix))
                        .setFullPage(true)
                        .setClip(0, 0, width, height));
    }

    /** Goes to the top with all images loaded. */
    private static void settle(DashboardPage dashboard) {
        dashboard
                .page()
                .evaluate("Promise.all([...document.images].filter(image => !image.hidden)"
                        + ".map(image => Object.assign(image, { loading: 'eager' }).decode().catch(() => {})))"
                        + ".then(() => scrollTo(0, 0))");
    }

    private Path path(String suffix) {
        Path path = folder.resolve(name + suffix + ".png");
        System.out.println(path);
        return path;
    }
}
