package io.steerscope.results.document;

/** One thing under the heading of a section. All texts in it are plain, without markup of any format. */
public sealed interface Block permits Paragraph, Subheading, Table, Chart, Figure, ImageStrip {}
