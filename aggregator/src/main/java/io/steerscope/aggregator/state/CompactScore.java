package io.steerscope.aggregator.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * A score as the aggregator keeps it: everything but the image embedding and what its key says, in a third to a half of
 * the bytes of the record. Immutable; equal scores have equal bytes.
 *
 * <pre>
 * format 1 to 8 | flags | margin | simSource | simTarget | scoredAt in ms | category | source | target
 *   | scorerSha256 | imageSha256 | image's partition and offset, if flagged
 *   | place of the scorer's type in float32, bfloat16, float16, if flagged
 *   | in formats 5 to 8: place of the item
 *   | in formats 2, 4, 6 and 8: unknown tokens of source and of target
 *   | partition of the record itself, if flagged
 * </pre>
 *
 * <p>Numbers are big-endian, a text is its length in UTF-8 as 4 bytes and itself, a flagged checksum of 64 lower-case
 * hexadecimal digits is 32 bytes. A type that is none of the three is not kept. Format 2 is that of margins that note
 * their tokens, format 1 that of those that do not; formats 4 and 3 are those of alignments, whose margin and simSource
 * are NaN; formats 5 to 8 are those of 1 to 4 with the place of the item. Margins without one have the bytes that they
 * had before there were alignments and places.
 */
public final class CompactScore {

    private static final byte WITHOUT_TOKENS = 1;
    private static final byte WITH_TOKENS = 2;
    private static final byte ALIGNMENT_WITHOUT_TOKENS = 3;
    private static final byte ALIGNMENT_WITH_TOKENS = 4;

    /** Added to a format where the item has a place. */
    private static final byte PLACED = 4;

    private static final byte MOST_FORMAT = ALIGNMENT_WITH_TOKENS + PLACED;

    private static final int SOURCE_TRUNCATED = 1;
    private static final int TARGET_TRUNCATED = 1 << 1;
    private static final int SCORER_IS_SHA256 = 1 << 2;
    private static final int IMAGE_IS_SHA256 = 1 << 3;
    private static final int HAS_POSITION = 1 << 4;
    private static final int SAME_TOKENS = 1 << 5;
    private static final int HAS_OWN_PARTITION = 1 << 6;
    private static final int HAS_DTYPE = 1 << 7;
    private static final int FLAGS = 1;
    private static final int MARGIN = 2;
    private static final int SIM_SOURCE = MARGIN + Double.BYTES;
    private static final int SIM_TARGET = SIM_SOURCE + Double.BYTES;
    private static final int SCORED_AT = SIM_SOURCE + 2 * Double.BYTES;
    private static final int CATEGORY = SIM_SOURCE + 2 * Double.BYTES + Long.BYTES;
    private static final int SHA256_BYTES = 32;
    private static final HexFormat HEXADECIMAL = HexFormat.of();

    private static final List<String> DTYPES = List.of("float32", "bfloat16", "float16");

    private final byte[] bytes;

    private CompactScore(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The compact form; null, a tombstone, stays null. */
    public static @Nullable CompactScore of(@Nullable MarginScore score) {
        if (score == null) {
            return null;
        }
        byte[] category = utf8(score.getCategory());
        byte[] source = utf8(score.getSource());
        byte[] target = utf8(score.getTarget());
        byte[] scorer = sha256(score.getScorerSha256());
        byte[] image = sha256(score.getImageSha256());
        byte[] scorerText = scorer == null ? utf8(score.getScorerSha256()) : scorer;
        byte[] imageText = image == null ? utf8(score.getImageSha256()) : image;
        ImagePosition position = score.getImagePosition();
        PromptTokens tokens = score.getTokens();
        int dtype = score.getScorerDtype() == null ? -1 : DTYPES.indexOf(score.getScorerDtype());
        int flags = (score.getSourceTruncated() ? SOURCE_TRUNCATED : 0)
                | (score.getTargetTruncated() ? TARGET_TRUNCATED : 0)
                | (scorer == null ? 0 : SCORER_IS_SHA256)
                | (image == null ? 0 : IMAGE_IS_SHA256)
                | (position == null ? 0 : HAS_POSITION)
                | (dtype < 0 ? 0 : HAS_DTYPE)
                | (tokens != null && tokens.getSame() ? SAME_TOKENS : 0);
        int length = CATEGORY
                + 3 * Integer.BYTES
                + category.length
                + source.length
                + target.length
                + (scorer == null ? Integer.BYTES : 0)
                + scorerText.length
                + (image == null ? Integer.BYTES : 0)
                + imageText.length
                + (position == null ? 0 : Integer.BYTES + Long.BYTES)
                + (dtype < 0 ? 0 : 1)
                + (score.getPlace() == null ? 0 : Integer.BYTES)
                + (tokens == null ? 0 : 2 * Integer.BYTES);
        byte format = format(ScoreValue.measure(score), tokens != null);
        ByteBuffer buffer = ByteBuffer.allocate(length)
                .put(score.getPlace() == null ? format : (byte) (format + PLACED))
                .put((byte) flags)
                .putDouble(canonical(score.getMargin()))
                .putDouble(canonical(score.getSimSource()))
                .putDouble(score.getSimTarget())
                .putLong(score.getScoredAt().toEpochMilli());
        buffer.putInt(category.length).put(category);
        buffer.putInt(source.length).put(source);
        buffer.putInt(target.length).put(target);
        put(buffer, scorerText, scorer != null);
        put(buffer, imageText, image != null);
        if (position != null) {
            buffer.putInt(position.getPartition()).putLong(position.getOffset());
        }
        if (dtype >= 0) {
            buffer.put((byte) dtype);
        }
        if (score.getPlace() != null) {
            buffer.putInt(score.getPlace());
        }
        if (tokens != null) {
            buffer.putInt(tokens.getUnknownSource()).putInt(tokens.getUnknownTarget());
        }
        return new CompactScore(buffer.array());
    }

    /** The same score as the record of a partition of its topic. */
    public CompactScore at(int partition) {
        if (partition() == partition) {
            return this;
        }
        int length = lengthWithoutPartition();
        byte[] noted = Arrays.copyOf(bytes, length + Integer.BYTES);
        noted[FLAGS] |= HAS_OWN_PARTITION;
        ByteBuffer.wrap(noted).putInt(length, partition);
        return new CompactScore(noted);
    }

    /** The partition that its record stands in, or -1 if that was not noted, as in state of earlier versions. */
    public int partition() {
        int length = lengthWithoutPartition();
        return length < bytes.length ? ByteBuffer.wrap(bytes).getInt(length) : -1;
    }

    /** Number of the bytes without the partition of the record. */
    private int lengthWithoutPartition() {
        return (bytes[FLAGS] & HAS_OWN_PARTITION) == 0 ? bytes.length : bytes.length - Integer.BYTES;
    }

    /** When the image was judged, in milliseconds. */
    public long scoredAtMillis() {
        return ByteBuffer.wrap(bytes).getLong(SCORED_AT);
    }

    /** What figures are made of: the margin, or the cosine of an alignment. */
    public double value() {
        return ByteBuffer.wrap(bytes).getDouble(measure() == Measure.ALIGNMENT ? SIM_TARGET : MARGIN);
    }

    /** The place of its item among those of its cell, or -1 if it has none. */
    public int place() {
        if (!isPlaced(bytes[0])) {
            return -1;
        }
        int tokens = notesTokens(bytes[0]) ? 2 * Integer.BYTES : 0;
        return ByteBuffer.wrap(bytes).getInt(lengthWithoutPartition() - tokens - Integer.BYTES);
    }

    /** What the value is. */
    public Measure measure() {
        return unplaced(bytes[0]) >= ALIGNMENT_WITHOUT_TOKENS ? Measure.ALIGNMENT : Measure.MARGIN;
    }

    private static byte format(Measure measure, boolean hasTokens) {
        if (measure == Measure.ALIGNMENT) {
            return hasTokens ? ALIGNMENT_WITH_TOKENS : ALIGNMENT_WITHOUT_TOKENS;
        }
        return hasTokens ? WITH_TOKENS : WITHOUT_TOKENS;
    }

    private static boolean notesTokens(byte format) {
        return unplaced(format) == WITH_TOKENS || unplaced(format) == ALIGNMENT_WITH_TOKENS;
    }

    private static boolean isPlaced(byte format) {
        return format > ALIGNMENT_WITH_TOKENS;
    }

    /** The format of the same score without a place. */
    private static byte unplaced(byte format) {
        return isPlaced(format) ? (byte) (format - PLACED) : format;
    }

    /** The same number with one form of NaN, so that equal scores have equal bytes. */
    private static double canonical(double number) {
        return Double.longBitsToDouble(Double.doubleToLongBits(number));
    }

    /** Whether the scorer could tell the prompts apart, or did not note whether it could. */
    public boolean hasContrast() {
        return (bytes[FLAGS] & SAME_TOKENS) == 0;
    }

    /** What it counts as among the scores that note their tokens. */
    public TokenCounts tokenCounts() {
        if (!notesTokens(bytes[0])) {
            return TokenCounts.NONE;
        }
        ByteBuffer unknown = ByteBuffer.wrap(bytes).position(lengthWithoutPartition() - 2 * Integer.BYTES);
        return new TokenCounts(
                1,
                (bytes[FLAGS] & (SOURCE_TRUNCATED | TARGET_TRUNCATED)) == 0 ? 0 : 1,
                hasContrast() ? 0 : 1,
                (unknown.getInt() | unknown.getInt()) == 0 ? 0 : 1);
    }

    /** The category. */
    public String category() {
        int length = ByteBuffer.wrap(bytes).getInt(CATEGORY);
        return new String(bytes, CATEGORY + Integer.BYTES, length, StandardCharsets.UTF_8);
    }

    /**
     * The score itself, without embedding.
     *
     * @param key the key that it is stored under
     * @throws IllegalArgumentException if the key is no score key
     */
    public MarginScore toRecord(String key) {
        ScoreKey parsed = RecordKeys.parseScoreKey(key);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(FLAGS);
        int flags = buffer.get();
        double margin = buffer.getDouble();
        double simSource = buffer.getDouble();
        double simTarget = buffer.getDouble();
        Instant scoredAt = Instant.ofEpochMilli(buffer.getLong());
        String category = text(buffer);
        String source = text(buffer);
        String target = text(buffer);
        String scorerSha256 = checksum(buffer, (flags & SCORER_IS_SHA256) != 0);
        String imageSha256 = checksum(buffer, (flags & IMAGE_IS_SHA256) != 0);
        ImagePosition position =
                (flags & HAS_POSITION) == 0 ? null : new ImagePosition(buffer.getInt(), buffer.getLong());
        String dtype = (flags & HAS_DTYPE) == 0 ? null : DTYPES.get(buffer.get());
        Integer place = isPlaced(bytes[0]) ? Integer.valueOf(buffer.getInt()) : null;
        PromptTokens tokens = notesTokens(bytes[0])
                ? new PromptTokens((flags & SAME_TOKENS) != 0, buffer.getInt(), buffer.getInt())
                : null;
        return new MarginScore(
                parsed.identity(),
                parsed.scorerId(),
                scorerSha256,
                dtype,
                category,
                source,
                target,
                simSource,
                simTarget,
                margin,
                measure().recorded(),
                (flags & SOURCE_TRUNCATED) != 0,
                (flags & TARGET_TRUNCATED) != 0,
                tokens,
                imageSha256,
                position,
                null,
                null,
                scoredAt,
                place);
    }

    /** The bytes themselves, which must not be changed. */
    byte[] toBytes() {
        return bytes;
    }

    /**
     * The score that {@link #toBytes} gave; it keeps the array.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    static CompactScore fromBytes(byte[] bytes) {
        if (bytes.length < CATEGORY || bytes[0] < WITHOUT_TOKENS || bytes[0] > MOST_FORMAT) {
            throw new IllegalArgumentException(
                    "These " + bytes.length + " bytes are no score of format " + WITHOUT_TOKENS + " to " + MOST_FORMAT);
        }
        try {
            if (end(ByteBuffer.wrap(bytes)) == bytes.length) {
                return new CompactScore(bytes);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalArgumentException("These " + bytes.length + " bytes are a truncated score", e);
        }
        throw new IllegalArgumentException("These " + bytes.length + " bytes are more than a score");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CompactScore that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "CompactScore[measure=" + measure() + ", value=" + value() + ", category=" + category() + "]";
    }

    private static int end(ByteBuffer buffer) {
        int flags = buffer.get(FLAGS);
        buffer.position(CATEGORY);
        for (int texts = 0; texts < 3; texts++) {
            skipText(buffer);
        }
        skipChecksum(buffer, (flags & SCORER_IS_SHA256) != 0);
        skipChecksum(buffer, (flags & IMAGE_IS_SHA256) != 0);
        int position = (flags & HAS_POSITION) == 0 ? 0 : Integer.BYTES + Long.BYTES;
        if ((flags & HAS_DTYPE) != 0) {
            int dtype = buffer.get(buffer.position() + position);
            if (dtype < 0 || dtype >= DTYPES.size()) {
                throw new IllegalArgumentException("There is no type " + dtype);
            }
        }
        return buffer.position()
                + position
                + ((flags & HAS_DTYPE) == 0 ? 0 : 1)
                + (isPlaced(buffer.get(0)) ? Integer.BYTES : 0)
                + (notesTokens(buffer.get(0)) ? 2 * Integer.BYTES : 0)
                + ((flags & HAS_OWN_PARTITION) == 0 ? 0 : Integer.BYTES);
    }

    private static void skipText(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        buffer.position(buffer.position() + length);
    }

    private static void skipChecksum(ByteBuffer buffer, boolean binary) {
        if (binary) {
            buffer.position(buffer.position() + SHA256_BYTES);
        } else {
            skipText(buffer);
        }
    }

    private static void put(ByteBuffer buffer, byte[] checksum, boolean binary) {
        if (!binary) {
            buffer.putInt(checksum.length);
        }
        buffer.put(checksum);
    }

    private static String checksum(ByteBuffer buffer, boolean binary) {
        if (!binary) {
            return text(buffer);
        }
        byte[] own = new byte[SHA256_BYTES];
        buffer.get(own);
        return HEXADECIMAL.formatHex(own);
    }

    private static String text(ByteBuffer buffer) {
        byte[] own = new byte[buffer.getInt()];
        buffer.get(own);
        return new String(own, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of 64 lower-case hexadecimal digits; null for any other text. */
    private static byte @Nullable [] sha256(String text) {
        if (text.length() != 2 * SHA256_BYTES) {
            return null;
        }
        byte[] own = new byte[SHA256_BYTES];
        for (int i = 0; i < SHA256_BYTES; i++) {
            int high = digit(text.charAt(2 * i));
            int low = digit(text.charAt(2 * i + 1));
            if ((high | low) < 0) {
                return null;
            }
            own[i] = (byte) (high << 4 | low);
        }
        return own;
    }

    private static int digit(char character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        return character >= 'a' && character <= 'f' ? character - 'a' + 10 : -1;
    }
}
