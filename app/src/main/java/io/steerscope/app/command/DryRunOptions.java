package io.steerscope.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a run is only told of. */
final class DryRunOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--dry-run",
            description = "Check everything and say what the run would make, its time and disk, measured on this"
                    + " machine, the effects that it can find and its first and last jobs; write nothing.")
    private boolean dryRun;

    @Option(names = "--no-timing", description = "With --dry-run: load no model and measure nothing.")
    private boolean noTiming;

    /** @throws ParameterException if the one option is given without the other */
    boolean isAsked() {
        if (noTiming && !dryRun) {
            throw new ParameterException(spec.commandLine(), "--no-timing is for --dry-run: add that, or leave it out");
        }
        return dryRun;
    }

    /** Whether models are loaded and images made to tell the time. */
    boolean isTimed() {
        return !noTiming;
    }
}
