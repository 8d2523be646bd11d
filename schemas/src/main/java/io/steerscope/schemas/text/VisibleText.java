package io.steerscope.schemas.text;

/** Text in which nothing is hidden. */
public final class VisibleText {

    private VisibleText() {}

    /**
     * {@code text} with every character that is not shown as itself written as {@code \}{@code uXXXX}: control
     * characters, line and paragraph separators, marks that turn the direction of text, and halves of surrogate pairs.
     */
    public static String of(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isVisible(text, i)) {
            i++;
        }
        if (i == length) {
            return text;
        }
        StringBuilder visible = new StringBuilder(length + 16).append(text, 0, i);
        for (; i < length; i++) {
            char character = text.charAt(i);
            if (isVisible(text, i)) {
                visible.append(character);
            } else {
                visible.append("\\u%04X".formatted((int) character));
            }
        }
        return visible.toString();
    }

    private static boolean isVisible(String text, int index) {
        char character = text.charAt(index);
        if (character >= ' ' && character < 0x7F) {
            return true;
        }
        if (Character.isHighSurrogate(character)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
