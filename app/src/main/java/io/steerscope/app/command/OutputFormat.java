package io.steerscope.app.command;

/** How a command prints its result. */
enum OutputFormat {
    TABLE,
    JSON
}
