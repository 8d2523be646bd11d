package io.steerscope.app.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.aggregator.deadletter.StoredLetter;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.text.VisibleText;

/** Dead letters in words. Texts of records are shown without hidden characters. */
final class LetterText {

    private static final int MOST_BYTES = 200;

    private LetterText() {}

    /** The stage, with its scorer. */
    static String stage(StoredLetter stored) {
        String scorer = stored.letter().getScorerId();
        return visible(stored.letter().getStage()) + (scorer == null ? "" : " " + visible(scorer));
    }

    static String name(LetterState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String visible(String text) {
        return VisibleText.of(text);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    /** Bytes as text where they are text, else in hexadecimal; the beginning alone where they are many. */
    static String shown(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "none";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return '"' + cut(visible(text), MOST_BYTES) + '"';
            }
        } catch (CharacterCodingException e) {
            // Then it is no text.
        }
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES / 2));
        return "0x" + hex + (bytes.length > MOST_BYTES / 2 ? "… (" + bytes.length + " bytes)" : "");
    }

    static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Everything about a letter but the bytes of its record, by field name. */
    static Map<String, Object> json(StoredLetter stored) {
        DeadLetter letter = stored.letter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", stored.position().toString());
        fields.put("state", name(stored.state()));
        if (stored.retriedAt() != null) {
            fields.put("retried_at", stored.retriedAt().toString());
        }
        fields.put("stage", letter.getStage());
        if (letter.getScorerId() != null) {
            fields.put("scorer_id", letter.getScorerId());
        }
        fields.put("kind", letter.getKind().name());
        fields.put("error", letter.getError());
        stored.job().ifPresent(job -> {
            fields.put("experiment_id", letter.getIdentity().getExperimentId());
            fields.put("image", job);
        });
        if (letter.getCategory() != null) {
            fields.put("category", letter.getCategory());
        }
        fields.put("failed_at", letter.getFailedAt().toString());
        fields.put("original", original(stored));
        return fields;
    }

    private static Map<String, Object> original(StoredLetter stored) {
        DeadLetter letter = stored.letter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", letter.getTopic());
        fields.put("partition", letter.getPartition());
        fields.put("offset", letter.getOffset());
        if (letter.getOriginalTimestamp() != null) {
            fields.put("timestamp", letter.getOriginalTimestamp().toString());
        }
        byte[] key = bytes(letter.getOriginalKey());
        fields.put("key_base64", key);
        List<Map<String, Object>> headers = new ArrayList<>();
        for (DeadLetterHeader header : letter.getOriginalHeaders()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", header.getKey());
            one.put("value_base64", bytes(header.getValue()));
            headers.add(one);
        }
        fields.put("headers", headers);
        fields.put("value_bytes", stored.valueBytes() < 0 ? null : stored.valueBytes());
        fields.put("whole", stored.isWhole());
        return fields;
    }

    /**
     * Rows in columns, two spaces apart.
     *
     * @param numbers from which column on there are numbers, which stand at the right
     */
    static List<String> columns(List<List<String>> rows, int numbers) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ").append(i >= numbers ? space + row.get(i) : row.get(i) + space);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
