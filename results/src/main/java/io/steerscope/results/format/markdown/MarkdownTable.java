package io.steerscope.results.format.markdown;

import java.util.ArrayList;
import java.util.List;

/** A table in GitHub-flavoured Markdown. */
final class MarkdownTable {

    private static final String ALWAYS_SPECIAL = "\\`*_|~#&$";

    private final StringBuilder out = new StringBuilder();
    private final List<String> cells = new ArrayList<>();

    /** A table with these columns; texts are escaped. */
    MarkdownTable(List<String> columns) {
        columns.forEach(this::cell);
        end();
        out.append('|').append(" --- |".repeat(columns.size())).append('\n');
    }

    /** Text of others and of this program: it appears as it is, on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (Character.isISOControl(c)) {
                escaped.append(' ');
                continue;
            }
            if (ALWAYS_SPECIAL.indexOf(c) >= 0 || opensTag(c, next) || endsLink(c, next)) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    private static boolean opensTag(char c, char next) {
        return c == '<' && (Character.isLetter(next) || "/!?".indexOf(next) >= 0);
    }

    private static boolean endsLink(char c, char next) {
        return c == ']' && "([:".indexOf(next) >= 0;
    }

    /** Adds one cell to the row that is open. */
    MarkdownTable cell(String text) {
        cells.add(escape(text));
        return this;
    }

    /** Adds one cell whose text is bold. */
    MarkdownTable bold(String text) {
        cells.add("**" + escape(text) + "**");
        return this;
    }

    /** Ends the row. */
    MarkdownTable end() {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
        cells.clear();
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
