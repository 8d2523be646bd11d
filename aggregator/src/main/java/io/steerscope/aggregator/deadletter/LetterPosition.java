package io.steerscope.aggregator.deadletter;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a record is.
 *
 * @param topic its topic; null for that of dead letters
 * @param partition its partition, not negative
 * @param offset its offset, not negative
 */
public record LetterPosition(@Nullable String topic, int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(?:([A-Za-z0-9._-]{1,249})/)?(\\d{1,9})/(\\d{1,18})");

    static final Comparator<LetterPosition> ORDER =
            Comparator.comparingInt(LetterPosition::partition).thenComparingLong(LetterPosition::offset);

    /**
     * The position that a text names: {@code PARTITION/OFFSET} in the topic of dead letters, or
     * {@code TOPIC/PARTITION/OFFSET} in that or any other.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static LetterPosition parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("PARTITION/OFFSET or TOPIC/PARTITION/OFFSET expected");
        }
        return new LetterPosition(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
    }

    @Override
    public String toString() {
        return (topic == null ? "" : topic + "/") + partition + "/" + offset;
    }
}
