package io.steerscope.app.margins;

/**
 * One field of a CSV file and where it starts.
 *
 * @param text its text, without quotes
 * @param line line of its first character, from 1
 * @param column column of its first character in that line, from 1, counted in characters
 */
record CsvField(String text, int line, int column) {}
