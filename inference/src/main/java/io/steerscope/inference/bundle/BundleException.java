package io.steerscope.inference.bundle;

import java.util.regex.Pattern;

/** A bundle that cannot be used. The message is one line that names the file, the field and what to do. */
public final class BundleException extends RuntimeException {

    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");

    public BundleException(String message) {
        super(visible(message));
    }

    public BundleException(String message, Throwable cause) {
        super(visible(message), cause);
    }

    /** A bundle may come from anywhere: what it says of itself moves no cursor and begins no line. */
    private static String visible(String message) {
        return HIDDEN.matcher(message)
                .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
    }
}
