package io.steerscope.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The records that stages gave up on. */
@Command(
        name = "dead-letters",
        description = "Shows the records that stages could not process, and puts them back to be processed again.",
        subcommands = {LetterListCommand.class, LetterShowCommand.class, LetterRetryCommand.class})
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw UsageMistakes.commandNeeded(spec.commandLine());
    }
}
