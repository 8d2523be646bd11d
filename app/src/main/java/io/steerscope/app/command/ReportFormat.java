package io.steerscope.app.command;

/** How a command prints a report. */
enum ReportFormat {
    TABLE,
    JSON,
    MARKDOWN
}
