package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.Map;

import picocli.CommandLine;

import io.steerscope.app.activity.ActivityLine;
import io.steerscope.app.logging.EventWriter;

/** Where a role says what it does: on standard output in lines, or on standard error in events. */
final class RoleOutput {

    private final PrintWriter writer;

    RoleOutput(PrintWriter writer) {
        this.writer = writer;
    }

    static RoleOutput of(CommandLine command) {
        return new RoleOutput(command.getErr() instanceof EventWriter events ? events : command.getOut());
    }

    void say(ActivityLine line) {
        say(line.text(), line.fields());
    }

    void say(String line, Map<String, ?> fields) {
        if (writer instanceof EventWriter events) {
            events.tell(line, fields);
        } else {
            writer.println(line);
            writer.flush();
        }
    }
}
