package io.steerscope.app.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.VisibleText;

/** A native library that lies in a folder from which nothing may be run, as under a mount with {@code noexec}. */
final class UnloadableLibrary {

    private static final Pattern REFUSED = Pattern.compile("([^\\s:]+): failed to map segment from shared object");
    private static final Pattern OF_DJL = Pattern.compile("djl|torch|tokenizers", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 20;

    private UnloadableLibrary() {}

    /** One line, if that is what a failure comes from. */
    static Optional<String> line(Throwable failure) {
        @Nullable Throwable present = failure;
        for (int depth = 0; depth < DEEPEST && present != null; depth++) {
            Matcher refused = REFUSED.matcher(String.valueOf(present.getMessage()));
            if (refused.find()) {
                return Optional.of(line(refused.group(1)));
            }
            present = present.getCause();
        }
        return Optional.empty();
    }

    private static String line(String library) {
        boolean isOfDjl = OF_DJL.matcher(library).find();
        return "%s cannot be loaded: %s does not allow to run code (noexec); choose another with %s"
                .formatted(
                        VisibleText.of(library),
                        isOfDjl ? "its folder" : "the folder for temporary files (java.io.tmpdir)",
                        isOfDjl ? "DJL_CACHE_DIR=DIR" : "STEERSCOPE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR");
    }
}
