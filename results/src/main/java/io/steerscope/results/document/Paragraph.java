package io.steerscope.results.document;

/**
 * Some sentences.
 *
 * @param text plain text on one line
 * @param role what they are to the reader
 */
public record Paragraph(String text, Role role) implements Block {

    /** What a paragraph is to the reader. */
    public enum Role {
        /** It says what was found. */
        TEXT,
        /** It says how to read what stands beside it. */
        NOTE,
        /** It says what the figures must not be taken for. */
        WARNING
    }

    /** A finding. */
    public static Paragraph text(String text) {
        return new Paragraph(text, Role.TEXT);
    }

    /** A reading aid. */
    public static Paragraph note(String text) {
        return new Paragraph(text, Role.NOTE);
    }

    /** A warning. */
    public static Paragraph warning(String text) {
        return new Paragraph(text, Role.WARNING);
    }
}
