package io.steerscope.results.format.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The style sheets of a report. */
public final class Styles {

    private static final Pattern CUSTOM_PROPERTY = Pattern.compile("(--[a-z0-9-]+): (#[0-9a-f]+);");
    private static final Pattern USE = Pattern.compile("var\\((--[a-z0-9-]+)\\)");
    private static final String FOLDER = "/io/steerscope/results/html/";

    private Styles() {}

    /** The style sheet of sections: of their tables, plots and images, for any page that shows some. */
    public static String sections() {
        return read("sections.css") + read("charts.css");
    }

    /** All style of a report. */
    static String text() {
        return read("report.css") + sections();
    }

    /** The style of a chart that stands alone, light and without custom properties, which not every program knows. */
    static String figure() {
        Map<String, String> light = new HashMap<>();
        for (String sheet : List.of(read("report.css"), read("sections.css"))) {
            Matcher colour = CUSTOM_PROPERTY.matcher(sheet.substring(0, sheet.indexOf("@media")));
            while (colour.find()) {
                light.put(colour.group(1), colour.group(2));
            }
        }
        light.put("--page", "#ffffff");
        return USE.matcher(read("charts.css") + read("figure.css"))
                .replaceAll(use -> Objects.requireNonNull(light.get(use.group(1)), use.group(1)));
    }

    private static String read(String file) {
        try (InputStream stream = Styles.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("The style sheet " + file + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
