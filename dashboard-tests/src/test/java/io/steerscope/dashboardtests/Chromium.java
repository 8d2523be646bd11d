package io.steerscope.dashboardtests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/** A headless Chromium that this machine has; it belongs to one thread. */
final class Chromium implements AutoCloseable {

    /** Environment variable with the path of a Chromium; without it, the search path is looked through. */
    static final String VARIABLE = "STEERSCOPE_CHROMIUM";

    /** What to say where there is none. */
    static final String ABSENCE =
            "found no Chromium; install one (chromium, chromium-browser and google-chrome are looked for"
                    + " on the path), or name a program in " + VARIABLE;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** The program, if there is one. */
    static Optional<Path> executable() {
        String named = System.getenv().getOrDefault(VARIABLE, "");
        Stream<Path> found = named.isEmpty()
                ? NAMES.stream().flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                : Stream.of(Path.of(named));
        return found.filter(Files::isExecutable).findFirst();
    }

    static Chromium start(Path executable) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(List.of("--disable-gpu"))));
    }

    /** A window of its own, as if nobody had used the browser before. */
    BrowserContext window(int width, int height) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en")
                .setTimezoneId("UTC"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
