package io.steerscope.results.document;

/**
 * A chart with its heading and how to read it. Formats that show no charts leave out all of it.
 *
 * @param heading plain text, one level below the section
 * @param note how the chart is read
 * @param chart the chart
 */
public record Figure(String heading, String note, Chart chart) implements Block {}
