package io.steerscope.results.format.text;

import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunComparisonSections;

/** A comparison of two experiments as text for a terminal. */
public final class ComparisonTable {

    private ComparisonTable() {}

    /**
     * What it claims, then its sections.
     *
     * @param width columns of the terminal
     * @return lines, each ended by a line feed
     */
    public static String render(RunComparison comparison, int width) {
        StringBuilder text = new StringBuilder();
        RunComparisonSections.claims(comparison).forEach(claim -> Lines.wrapped(text, width, claim));
        RunComparisonSections.of(comparison).forEach(section -> text.append(SectionText.of(section, width)));
        return text.toString();
    }
}
