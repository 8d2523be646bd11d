package io.steerscope.app;

import io.steerscope.app.command.SteerscopeCommand;
import io.steerscope.app.process.ProcessEnd;

/** Entry point of the {@code steerscope} command. */
public final class Steerscope {

    private Steerscope() {}

    /**
     * Runs the command and ends the process with its status: 0 success, 1 failure, 2 wrong usage, 128 and the number of
     * the signal that asked for the end.
     */
    public static void main(String[] arguments) {
        ProcessEnd end = ProcessEnd.ofThisProcess();
        end.takeOver();
        int status = 1;
        try {
            status = SteerscopeCommand.execute(arguments);
        } finally {
            end.exit(status);
        }
    }
}
