package io.steerscope.schemas.identity;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.text.VisibleText;

/**
 * The string keys of records, and the way back.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>names</th><th>form</th></tr>
 * <tr><td>job, image</td><td>{@code experimentId/pairId/method/alpha/seed}</td></tr>
 * <tr><td>score</td><td>{@code experimentId/pairId/method/alpha/seed/scorerId}</td></tr>
 * <tr><td>item</td><td>{@code experimentId/pairId/method/alpha/scorerId}</td></tr>
 * <tr><td>decision</td><td>{@code experimentId/scorerId/method/alpha/category}</td></tr>
 * <tr><td>text embedding</td><td>{@code scorerSha256/scorerDtype/textSha256}</td></tr>
 * </table>
 *
 * <p>Ids consist of 1 to {@value #MAX_ID_LENGTH} ASCII letters, digits, {@code '.'}, {@code '_'} and {@code '-'}, so a
 * key splits at its slashes in one way only, and no key is larger than a topic takes. Alpha is written by
 * {@link Double#toString(double)} with negative zero as zero, the seed in decimal. Every method throws
 * {@link IllegalArgumentException} with one line that quotes the offending text.
 */
public final class RecordKeys {

    /** The most characters of an id. */
    public static final int MAX_ID_LENGTH = 200;

    private static final int MAX_QUOTED_LENGTH = 80;

    private RecordKeys() {}

    /** The key of the job and of the image with this identity. */
    public static String jobKey(Identity identity) {
        check(identity);
        return String.join(
                "/",
                identity.getExperimentId(),
                identity.getPairId(),
                identity.getMethod(),
                alphaText(identity.getAlpha()),
                Long.toString(identity.getSeed()));
    }

    /** The key of the score that {@code scorerId} gave to the image with this identity. */
    public static String scoreKey(Identity identity, String scorerId) {
        return jobKey(identity) + "/" + checkId("scorer id", scorerId);
    }

    /** The key of the item that the score of {@code scorerId} for this identity counts towards. */
    public static String itemKey(Identity identity, String scorerId) {
        return itemKey(new ItemKey(
                identity.getExperimentId(), identity.getPairId(), identity.getMethod(), identity.getAlpha(), scorerId));
    }

    /**
     * The key of what a scorer makes of a text: it names all that decides the embedding.
     *
     * @param scorerSha256 checksum of the scorer's bundle
     * @param scorerDtype what the scorer computes in
     * @param text the text, of which the key holds the SHA-256 of its UTF-8 bytes
     */
    public static String textEmbeddingKey(String scorerSha256, String scorerDtype, String text) {
        return String.join("/", scorerSha256, scorerDtype, Sha256.hex(text));
    }

    /** The key of an item. */
    public static String itemKey(ItemKey item) {
        return String.join(
                "/", item.experimentId(), item.pairId(), item.method(), alphaText(item.alpha()), item.scorerId());
    }

    /**
     * The key of what a scorer decides of a cell. The category comes last because it may hold any character.
     *
     * @param category category of the cell
     */
    public static String decisionKey(
            String experimentId, String scorerId, String method, double alpha, String category) {
        return String.join(
                "/",
                checkId("experiment id", experimentId),
                checkId("scorer id", scorerId),
                checkId("method", method),
                alphaText(alpha),
                category);
    }

    /** The key of a decision. */
    public static String decisionKey(Decision decision) {
        return decisionKey(
                decision.getExperimentId(),
                decision.getScorerId(),
                decision.getMethod(),
                decision.getAlpha(),
                decision.getCategory());
    }

    /** The identity that a key of {@link #jobKey} names. */
    public static Identity parseJobKey(String key) {
        String[] parts = parts("job key", key, 5);
        return identity("job key", key, parts);
    }

    /** The image and scorer that a key of {@link #scoreKey} names. */
    public static ScoreKey parseScoreKey(String key) {
        String[] parts = parts("score key", key, 6);
        return new ScoreKey(identity("score key", key, parts), parts[5]);
    }

    /** The item that a key of {@link #itemKey(ItemKey)} names. */
    public static ItemKey parseItemKey(String key) {
        String[] parts = parts("item key", key, 5);
        return new ItemKey(parts[0], parts[1], parts[2], alpha("item key", key, parts[3]), parts[4]);
    }

    /** Whether {@code id} can stand in a key. */
    public static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isIdCharacter(id.charAt(i))) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH;
    }

    /**
     * Returns {@code id} if it can stand in a key.
     *
     * @param what the name of the id in the error, such as "pair id"
     */
    public static String checkId(String what, String id) {
        if (id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("%s %s must have at most %d characters, has %d"
                    .formatted(what, quoted(id), MAX_ID_LENGTH, id.length()));
        }
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "%s %s must consist of letters, digits, '.', '_' and '-'".formatted(what, quoted(id)));
        }
        return id;
    }

    /** Alpha as it stands in keys, such as {@code 0.5}. */
    public static String alphaText(double alpha) {
        return Double.toString(checkAlpha(alpha) + 0.0);
    }

    static void check(Identity identity) {
        checkId("experiment id", identity.getExperimentId());
        checkId("pair id", identity.getPairId());
        checkId("method", identity.getMethod());
        checkAlpha(identity.getAlpha());
    }

    static double checkAlpha(double alpha) {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("alpha " + alpha + " must be a finite number");
        }
        return alpha;
    }

    private static boolean isIdCharacter(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '.'
                || character == '_'
                || character == '-';
    }

    private static String[] parts(String what, String key, int count) {
        String[] parts = key.split("/", -1);
        if (parts.length != count) {
            throw new IllegalArgumentException("%s %s must have %d parts separated by '/', has %d"
                    .formatted(what, quoted(key), count, parts.length));
        }
        return parts;
    }

    private static Identity identity(String what, String key, String[] parts) {
        Identity identity =
                new Identity(parts[0], parts[1], parts[2], alpha(what, key, parts[3]), seed(what, key, parts[4]));
        check(identity);
        return identity;
    }

    private static double alpha(String what, String key, String text) {
        try {
            return checkAlpha(Double.parseDouble(text)) + 0.0;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s %s: alpha %s is not a number".formatted(what, quoted(key), quoted(text)), e);
        }
    }

    private static long seed(String what, String key, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s %s: seed %s is not a 64-bit integer".formatted(what, quoted(key), quoted(text)), e);
        }
    }

    /** As it may stand in a message: without control characters, and its beginning alone where it is long. */
    private static String quoted(String text) {
        String visible = VisibleText.of(text);
        return '"'
                + (visible.length() <= MAX_QUOTED_LENGTH ? visible : visible.substring(0, MAX_QUOTED_LENGTH) + "…")
                + '"';
    }
}
