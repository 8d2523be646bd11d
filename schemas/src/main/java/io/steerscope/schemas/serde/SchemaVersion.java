package io.steerscope.schemas.serde;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The version of a record's schema, as a header of the record: a decimal number in UTF-8, the {@code n} of the folder
 * {@code released/v<n>} in which that schema was released first.
 *
 * <p>A reader that meets a higher version than its own is older than the writer. It must end rather than take the
 * record for a broken one; a record with an unknown fingerprint and without that header is a broken one.
 */
public final class SchemaVersion {

    /** Name of the header. */
    public static final String HEADER = "steerscope-schema-version";

    private static final int MOST_DIGITS = 4;

    private SchemaVersion() {}

    /** Puts {@code version} in the place of whatever the headers say. */
    static void write(Headers headers, int version) {
        if (read(headers) == version) {
            return;
        }
        headers.remove(HEADER);
        headers.add(HEADER, Integer.toString(version).getBytes(StandardCharsets.UTF_8));
    }

    /** The version that the headers say, or 0 if they say none: there is none, or it is no number of 1 to 4 digits. */
    static int read(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        byte[] digits = header == null ? null : header.value();
        if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS) {
            return 0;
        }
        int version = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return 0;
            }
            version = 10 * version + digit - '0';
        }
        return version;
    }
}
