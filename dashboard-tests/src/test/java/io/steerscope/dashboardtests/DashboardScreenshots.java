package io.steerscope.dashboardtests;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

/** Takes pictures of a running dashboard; not a test. {@code screenshots.sh} starts it. */
final class DashboardScreenshots {

    private static final int PHONE_WIDTH = 390;

    /** Space below what is shown. */
    private static final int SPACE = 16;

    private static final int DIALOG_HEIGHT = 1_200;
    private static final int ROWS = 8;
    private static final double PATIENCE_MILLIS = 180_000;

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
     * @param arguments address of the dashboard, folder, name of the files without their ending, and the parts of which
     *     pictures are taken; without any all of them
     */
    public static void main(String[] arguments) {
        Optional<Path> executable = Chromium.executable();
        if (executable.isEmpty()) {
            System.err.println(Chromium.ABSENCE);
            System.exit(1);
        }
        try (Chromium chromium = Chromium.start(executable.get())) {
            Map<String, Runnable> parts = new DashboardScreenshots(
                            chromium, URI.create(arguments[0]), Path.of(arguments[1]), arguments[2])
                    .parts();
            List<String> wanted = List.of(arguments).subList(3, arguments.length);
            if (!parts.keySet().containsAll(wanted)) {
                System.err.println("the parts are " + String.join(", ", parts.keySet()));
                System.exit(2);
            }
            parts.forEach((part, pictures) -> {
                if (wanted.isEmpty() || wanted.contains(part)) {
                    pictures.run();
                }
            });
        }
    }

    private Map<String, Runnable> parts() {
        int desktop = DashboardPage.DESKTOP_WIDTH;
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("figures", () -> figures("", ColorScheme.LIGHT));
        parts.put("dark", () -> figures("-dark", ColorScheme.DARK));
        parts.put("phone", this::phone);
        parts.put("distributions", () -> section("#distributions", "-distributions", desktop, ColorScheme.LIGHT));
        parts.put("gallery", () -> {
            section("#gallery", "-gallery", desktop, ColorScheme.LIGHT);
            section("#gallery", "-gallery-dark", desktop, ColorScheme.DARK);
            section("#gallery", "-gallery-phone", PHONE_WIDTH, ColorScheme.LIGHT);
        });
        parts.put("image", () -> image("-image", ""));
        parts.put("methods", () -> image("-methods", "methods"));
        parts.put("diversity", () -> {
            diversity("diversity-panel", desktop, ColorScheme.LIGHT);
            diversity("diversity-panel-dark", desktop, ColorScheme.DARK);
            diversity("diversity-panel-phone", PHONE_WIDTH, ColorScheme.LIGHT);
        });
        parts.put("direction", () -> {
            direction("direction-panel", desktop, ColorScheme.LIGHT);
            direction("direction-panel-dark", desktop, ColorScheme.DARK);
        });
        parts.put("looking", () -> {
            looking("looking-panel", desktop, ColorScheme.LIGHT);
            looking("looking-panel-phone", PHONE_WIDTH, ColorScheme.LIGHT);
        });
        return parts;
    }

    /** The dashboard, with the patience that a large run on a busy machine needs. */
    private DashboardPage open(int width, ColorScheme scheme) {
        DashboardPage dashboard = DashboardPage.open(chromium, address, width, scheme);
        dashboard.page().setDefaultTimeout(PATIENCE_MILLIS);
        return dashboard;
    }

    /** From the top to the running mean. */
    private void figures(String suffix, ColorScheme scheme) {
        try (DashboardPage dashboard = open(DashboardPage.DESKTOP_WIDTH, scheme)) {
            dashboard.showAll();
            settle(dashboard);
            topOf(
                    dashboard,
                    suffix,
                    DashboardPage.DESKTOP_WIDTH,
                    dashboard.find("#distributions").boundingBox().y);
        }
    }

    private void section(String selector, String suffix, int width, ColorScheme scheme) {
        try (DashboardPage dashboard = open(width, scheme)) {
            dashboard.showAll();
            settle(dashboard);
            BoundingBox section = dashboard.find(selector).boundingBox();
            part(dashboard, selector, name + suffix, width, section.y + section.height + SPACE);
        }
    }

    private void phone() {
        try (DashboardPage dashboard = open(PHONE_WIDTH, ColorScheme.LIGHT)) {
            dashboard.showAll();
            settle(dashboard);
            BoundingBox plot = dashboard.find("#forest-plot").boundingBox();
            topOf(dashboard, "-phone", PHONE_WIDTH, plot.y + plot.height + SPACE);
        }
    }

    /** The dialog of an image in the grid of the pair that is shown first, with others beside it. */
    private void image(String suffix, String beside) {
        try (DashboardPage dashboard = open(DashboardPage.DESKTOP_WIDTH, ColorScheme.LIGHT)) {
            dashboard.page().setViewportSize(DashboardPage.DESKTOP_WIDTH, DIALOG_HEIGHT);
            dashboard.showAll();
            dashboard.find("#pair-grid button").last().click();
            dashboard.find("dialog table").waitFor();
            if (dashboard.find("#image-beside option[value='" + beside + "']").count() == 0) {
                System.err.println("nothing stands beside an image of " + address + " for " + suffix);
                return;
            }
            dashboard.find("#image-beside").selectOption(beside);
            settle(dashboard);
            dashboard.find("#image-dialog").screenshot(new Locator.ScreenshotOptions().setPath(path(name + suffix)));
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

    /** The map with the first kind brought out on it, the pictures of that kind, and the cards of the first kinds. */
    private void looking(String file, int width, ColorScheme scheme) {
        analysis("looking", "#looking .image-map canvas", width, scheme).ifPresent(dashboard -> {
            try (dashboard) {
                dashboard.find("#looking .kind .top button").first().click();
                dashboard.find("#looking-set img").first().waitFor();
                settle(dashboard);
                BoundingBox best = dashboard.find("#looking-all").boundingBox();
                part(dashboard, "#looking", file, width, best.y);
            }
        });
    }

    private Optional<DashboardPage> analysis(String id, int width, ColorScheme scheme) {
        return analysis(id, "#" + id + " .paths .point", width, scheme);
    }

    /** The dashboard with an analysis that has these marks. */
    private Optional<DashboardPage> analysis(String id, String marks, int width, ColorScheme scheme) {
        DashboardPage dashboard = open(width, scheme);
        dashboard.showAll();
        dashboard.find("#" + id + " h2").waitFor();
        dashboard.find("#" + id).scrollIntoViewIfNeeded();
        dashboard
                .find("#" + id + "-sentence")
                .filter(new Locator.FilterOptions().setHasNotText("Looking for"))
                .waitFor();
        if (dashboard.find(marks).count() > 0) {
            return Optional.of(dashboard);
        }
        dashboard.close();
        return Optional.empty();
    }

    private static void showImages(DashboardPage dashboard, Locator point) {
        point.press("Enter");
        dashboard.find(".sides img").first().waitFor();
        settle(dashboard);
    }

    /** A part of the page from its top to a height. */
    private void part(DashboardPage dashboard, String selector, String file, int width, double bottom) {
        BoundingBox part = dashboard.find(selector).boundingBox();
        dashboard
                .page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(path(file))
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
                        .setPath(path(name + suffix))
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

    private Path path(String file) {
        Path path = folder.resolve(file + ".png");
        System.out.println(path);
        return path;
    }
}
