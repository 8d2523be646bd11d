package io.steerscope.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a CLIP makes of texts about differences. */
@Command(
        name = "differences",
        description = {
            "Says what a CLIP makes of texts about differences, such as \"larger\" or \"a car instead of a tree\", and whether a",
            "model that was trained on them does better on the same images than the one that it came from."
        },
        subcommands = {
            DifferenceClassifyCommand.class,
            DifferencePairsCommand.class,
            DifferenceRankCommand.class,
            DifferenceRetrieveCommand.class
        })
final class DifferencesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMistakes.commandNeeded(spec.commandLine());
    }
}
