package io.steerscope.results.format.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets of a report. */
public final class Styles {

    private static final String FOLDER = "/io/steerscope/results/html/";

    private Styles() {}

    /** The style sheet of sections: of their tables, plots and images, for any page that shows some. */
    public static String sections() {
        return read("sections.css");
    }

    /** All style of a report. */
    static String text() {
        return read("report.css") + sections();
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
