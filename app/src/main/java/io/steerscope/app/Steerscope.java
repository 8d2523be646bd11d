package io.steerscope.app;

import io.steerscope.app.command.SteerscopeCommand;

/** Entry point of the {@code steerscope} command. */
public final class Steerscope {

    private Steerscope() {}

    /** Runs the command and exits with its status: 0 success, 1 failure, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(SteerscopeCommand.commandLine().execute(arguments));
    }
}
