package io.steerscope.results.document;

/**
 * A heading within a section, one level below it.
 *
 * @param text plain text
 */
public record Subheading(String text) implements Block {}
