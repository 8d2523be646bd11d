package io.steerscope.app.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Standard error of a command whose {@link LogFormat} is JSON: every line that is written becomes an event of level
 * {@code INFO}. Blank lines are left out.
 */
public final class EventWriter extends PrintWriter {

    private static final String LOGGER = "steerscope";

    private final PrintWriter lines;
    private final Clock clock;

    public EventWriter(PrintWriter lines, Clock clock) {
        super(new Lines(lines, clock));
        this.lines = lines;
        this.clock = clock;
    }

    /** Tells an event with fields of its own. */
    public void tell(String message, Map<String, ?> fields) {
        flush();
        print(lines, clock, "INFO", message, fields, null);
    }

    /**
     * Tells why a command fails: on an event writer as an event, elsewhere as a line and a stack trace below it.
     *
     * @param trace where it failed, or null if that is not to be told
     */
    public static void failure(PrintWriter err, String line, @Nullable Throwable trace) {
        if (err instanceof EventWriter events) {
            events.flush();
            print(events.lines, events.clock, "ERROR", line, Map.of(), trace == null ? null : text(trace));
            return;
        }
        err.println(line);
        if (trace != null) {
            trace.printStackTrace(err);
        }
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().strip();
    }

    private static void print(
            PrintWriter lines,
            Clock clock,
            String level,
            String message,
            Map<String, ?> fields,
            @Nullable String exception) {
        String thread = Thread.currentThread().getName();
        lines.print(EventJson.line(clock.instant(), level, LOGGER, thread, message, fields, exception) + "\n");
        lines.flush();
    }

    /** Cuts what is written into lines. */
    private static final class Lines extends Writer {

        private final PrintWriter out;
        private final Clock clock;
        private final StringBuilder line = new StringBuilder();

        Lines(PrintWriter out, Clock clock) {
            this.out = out;
            this.clock = clock;
        }

        @Override
        public void write(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] == '\n') {
                    end();
                } else {
                    line.append(text[i]);
                }
            }
        }

        private void end() {
            String whole = line.toString().strip();
            line.setLength(0);
            if (!whole.isEmpty()) {
                print(out, clock, "INFO", whole, Map.of(), null);
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            end();
            out.flush();
        }
    }
}
