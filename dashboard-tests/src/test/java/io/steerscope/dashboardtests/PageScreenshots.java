package io.steerscope.dashboardtests;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;

/** Takes pictures of a page in a file, such as a report; not a test. {@code page-pictures.sh} starts it. */
final class PageScreenshots {

    private static final int PHONE_WIDTH = 390;

    /** Space below the last thing that is shown. */
    private static final int SPACE = 16;

    private final Chromium chromium;
    private final URI address;
    private final Path folder;

    private PageScreenshots(Chromium chromium, URI address, Path folder) {
        this.chromium = chromium;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Takes pictures of a page from its top.
     *
     * @param arguments page, folder, name of the pictures without their ending, the last element that they show as a
     *     selector, and whether to take more: "dark", "phone"
     */
    public static void main(String[] arguments) {
        Optional<Path> executable = Chromium.executable();
        if (executable.isEmpty()) {
            System.err.println(Chromium.ABSENCE);
            System.exit(1);
        }
        try (Chromium chromium = Chromium.start(executable.get())) {
            PageScreenshots pictures =
                    new PageScreenshots(chromium, Path.of(arguments[0]).toUri(), Path.of(arguments[1]));
            String name = arguments[2];
            String last = arguments[3];
            int desktop = DashboardPage.DESKTOP_WIDTH;
            pictures.take(name, desktop, ColorScheme.LIGHT, last);
            List<String> more = List.of(arguments).subList(4, arguments.length);
            if (more.contains("dark")) {
                pictures.take(name + "-dark", desktop, ColorScheme.DARK, last);
            }
            if (more.contains("phone")) {
                pictures.take(name + "-phone", PHONE_WIDTH, ColorScheme.LIGHT, last);
            }
        }
    }

    private void take(String name, int width, ColorScheme scheme, String last) {
        Path path = folder.resolve(name + ".png");
        try (BrowserContext window = chromium.window(width, DashboardPage.HEIGHT)) {
            Page page = window.newPage();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.navigate(address.toString());
            page.evaluate("Promise.all([...document.images].map(image => image.decode().catch(() => {})))");
            BoundingBox box = page.locator(last).first().boundingBox();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(path)
                    .setFullPage(true)
                    .setClip(0, 0, width, box.y + box.height + SPACE));
        }
        System.out.println(path);
    }
}
