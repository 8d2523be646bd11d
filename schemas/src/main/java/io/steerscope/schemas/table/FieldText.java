package io.steerscope.schemas.table;

import io.steerscope.schemas.text.VisibleText;

/** The text of a field as it stands in messages, and what no field may hold. */
public final class FieldText {

    private static final int MOST_SHOWN = 60;

    private FieldText() {}

    /** {@code text} in quotes, nothing hidden, its beginning alone where it is long. */
    public static String quoted(String text) {
        return '"' + cut(VisibleText.of(text)) + '"';
    }

    /** {@code text} in quotes with every character beyond ASCII by its number, so that look-alikes are told apart. */
    public static String spelledOut(String text) {
        StringBuilder ascii = new StringBuilder();
        for (char character : cut(text).toCharArray()) {
            if (character >= ' ' && character < 0x7F) {
                ascii.append(character);
            } else {
                ascii.append("\\u%04X".formatted((int) character));
            }
        }
        return ascii.insert(0, '"').append('"').toString();
    }

    /**
     * What is wrong with {@code text} as one line of text, in words that follow the name of a field; empty if nothing.
     * Half of a surrogate pair is no character: it cannot be written as UTF-8.
     */
    public static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\t' || character == '\n' || character == '\r') {
                return "holds a tab or line break: write it as one line of text";
            }
            if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                return "holds the control character \\u%04X: remove it".formatted((int) character);
            }
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(character)) {
                return "holds \\u%04X, half of a surrogate pair, which is no character: remove it"
                        .formatted((int) character);
            }
        }
        return "";
    }

    private static String cut(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }
}
