package io.steerscope.app.ingest;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.PlainNumber;

/**
 * Seeds as tables have them: whole numbers of 64 bits, and such as 1.0, since a column of whole numbers in which some
 * are missing becomes one of doubles, which are exact below 2^53. CSV, JSON and Parquet are read alike.
 */
final class SeedText {

    private static final double EXACT = 1L << 53;

    private SeedText() {}

    /** The seed; empty if {@code text} is none. */
    static OptionalLong read(String text) {
        OptionalLong whole = PlainNumber.whole(text);
        if (whole.isPresent()) {
            return whole;
        }
        OptionalDouble number = PlainNumber.decimal(text);
        return isDecimal(text) && number.isPresent() && isExact(text, number.getAsDouble())
                ? OptionalLong.of((long) number.getAsDouble())
                : OptionalLong.empty();
    }

    /** What to say of a text that is none, to follow the name of what it should be. */
    static String fault(String text) {
        OptionalDouble number = PlainNumber.decimal(text);
        if (number.isEmpty()) {
            return PlainNumber.wholeFault(text);
        }
        String shown = FieldText.quoted(text);
        if (!isDecimal(text)) {
            return shown
                    + " is beyond 64 bits: write a whole number from %d to %d"
                            .formatted(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return Math.abs(number.getAsDouble()) < EXACT
                ? shown
                        + " has a fraction: write a whole number, or leave the seeds out, which then come from the files"
                : shown
                        + " is beyond 2^53, where numbers with a point are not exact: write all digits of a whole number"
                        + " (pandas: astype(\"Int64\") before the seeds become floats)";
    }

    private static boolean isDecimal(String text) {
        return text.chars().anyMatch(character -> character == '.' || character == 'e' || character == 'E');
    }

    /** Of a text such as 1.00000000000000000001 the double alone does not tell. */
    private static boolean isExact(String text, double number) {
        if (number != Math.rint(number) || Math.abs(number) >= EXACT) {
            return false;
        }
        try {
            return new BigDecimal(text).compareTo(BigDecimal.valueOf((long) number)) == 0;
        } catch (NumberFormatException e) {
            // An exponent that is beyond all reason.
            return false;
        }
    }
}
