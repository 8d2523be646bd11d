package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.Set;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.schemas.text.VisibleText;

/** Completion of the command line in a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script that lets bash and zsh complete commands and options.",
            "For the present shell: source <(./steerscope completion)"
        })
final class CompletionCommand implements Runnable {

    private static final Set<String> SHELLS = Set.of("bash", "zsh");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "bash or zsh, which take the same script (default: ${DEFAULT-VALUE}).",
            defaultValue = "bash")
    private String shell;

    @Override
    public void run() {
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    spec.commandLine(), "there is a script for bash and zsh only, none for " + VisibleText.of(shell));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("steerscope", spec.root().commandLine()));
        out.flush();
    }
}
