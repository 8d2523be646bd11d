package io.steerscope.aggregator.state;

import io.steerscope.foundation.vocabulary.Measure;

/** Keys whose last part may itself hold slashes. */
public final class KeyText {

    private static final char MEASURE = '~';

    private KeyText() {}

    /** A scorer as it stands in keys of state: that of alignments has a suffix that no id can have. */
    public static String scorer(String scorerId, Measure measure) {
        return measure == Measure.MARGIN ? scorerId : scorerId + MEASURE + measure.recorded();
    }

    /** The scorer's id in what {@link #scorer} gave. */
    static String scorerId(String scorer) {
        int at = scorer.indexOf(MEASURE);
        return at < 0 ? scorer : scorer.substring(0, at);
    }

    /** The measure in what {@link #scorer} gave. */
    static Measure measure(String scorer) {
        int at = scorer.indexOf(MEASURE);
        return at < 0 ? Measure.MARGIN : Measure.of(scorer.substring(at + 1));
    }

    /** Index of the slash that ends the first {@code parts} parts. */
    static int endOfParts(String text, int parts) {
        int end = -1;
        for (int part = 0; part < parts; part++) {
            end = text.indexOf('/', end + 1);
            if (end < 0) {
                throw new IllegalArgumentException(
                        "key \"%s\" must have %d parts separated by '/'".formatted(text, parts + 1));
            }
        }
        return end;
    }
}
