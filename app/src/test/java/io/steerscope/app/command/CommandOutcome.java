package io.steerscope.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;

import picocli.CommandLine;

/** What a run of the command gave: exit status, standard output, standard error. */
record CommandOutcome(int status, String out, String err) {

    static CommandOutcome of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                SteerscopeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = command.execute(arguments);
        return new CommandOutcome(status, out.toString(), err.toString());
    }
}
