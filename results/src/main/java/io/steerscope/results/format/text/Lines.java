package io.steerscope.results.format.text;

/** Text in lines for a terminal. */
final class Lines {

    private static final String INDENT = "  ";

    private Lines() {}

    /**
     * Appends a sentence, broken between words so that lines take {@code width} columns at most; all but the first
     * are indented.
     */
    static void wrapped(StringBuilder text, int width, String sentence) {
        int columns = 0;
        for (String word : sentence.split(" ")) {
            if (columns > 0 && columns + 1 + DisplayWidth.of(word) > width) {
                text.append('\n').append(INDENT);
                columns = INDENT.length();
            } else if (columns > 0) {
                text.append(' ');
                columns++;
            }
            text.append(word);
            columns += DisplayWidth.of(word);
        }
        text.append('\n');
    }
}
