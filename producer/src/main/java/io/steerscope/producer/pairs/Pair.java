package io.steerscope.producer.pairs;

import java.util.Locale;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Lookalikes;

/**
 * One prompt pair.
 *
 * @param pairId unique within its set; letters, digits, {@code '.'}, {@code '_'} and {@code '-'}
 * @param category what the pair changes; one line of text
 * @param source prompt of the source concept A; one line of text
 * @param target prompt of the target concept T; one line of text, other than the source
 */
public record Pair(String pairId, String category, String source, String target) {

    /** @throws IllegalArgumentException if a part is not as described */
    public Pair {
        RecordKeys.checkId("pair id", pairId);
        checkText(pairId, "category", category);
        checkText(pairId, "source", source);
        checkText(pairId, "target", target);
        if (samePrompt(source, target)) {
            throw new IllegalArgumentException("pair " + pairId + ": source and target are the same prompt");
        }
    }

    /** Whether two prompts are one to a text encoder: letter case, gaps and what is not seen do not count. */
    public static boolean samePrompt(String prompt, String other) {
        return comparable(prompt).equals(comparable(other));
    }

    /** A prompt in the form in which equal prompts are equal strings. */
    public static String comparable(String prompt) {
        return Lookalikes.seen(prompt).toLowerCase(Locale.ROOT);
    }

    private static void checkText(String pairId, String field, String text) {
        if (Lookalikes.seen(text).isEmpty() || !FieldText.fault(text).isEmpty()) {
            throw new IllegalArgumentException("pair " + pairId + ": " + field + " must be one line of text");
        }
    }
}
