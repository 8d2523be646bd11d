package io.steerscope.app.command;

/** How a comparison is printed. */
enum ComparisonFormat {
    TABLE,
    JSON,
    HTML
}
