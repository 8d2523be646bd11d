package io.steerscope.app.command;

import java.time.Duration;

import picocli.CommandLine.Option;

/** How often a role says what it has done. */
final class ReportOptions {

    @Option(
            names = "--report-every",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How often to say what was done, failed and is left; 0 for only at the end"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seconds;

    Duration interval() {
        return Duration.ofSeconds(seconds);
    }
}
