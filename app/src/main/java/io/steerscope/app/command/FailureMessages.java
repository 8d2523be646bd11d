package io.steerscope.app.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import io.steerscope.app.failure.Reason;
import io.steerscope.app.logging.EventWriter;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.text.VisibleText;

/** Turns every failure of a command into one line on standard error and an exit status. */
final class FailureMessages {

    private final BooleanSupplier verbose;
    private final Supplier<Map<String, String>> variables;

    /**
     * @param verbose whether stack traces are shown; asked when a failure happens
     * @param variables the environment variables that options were taken from, by the names of the options
     */
    FailureMessages(BooleanSupplier verbose, Supplier<Map<String, String>> variables) {
        this.verbose = verbose;
        this.variables = variables;
    }

    int usage(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        String line = oneLine(UsageMistakes.line(mistake, arguments));
        String told = usageLine(command, line + (line.contains("did you mean") ? "" : origin(line)));
        EventWriter.failure(err, told, verbose.getAsBoolean() ? mistake : null);
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** One line for a mistake that was found before anything was parsed; returns the exit status. */
    static int mistake(ParameterException mistake, PrintWriter err) {
        CommandLine command = mistake.getCommandLine();
        EventWriter.failure(err, usageLine(command, oneLine(String.valueOf(mistake.getMessage()))), null);
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String usageLine(CommandLine command, String line) {
        String name = command.getCommandSpec().qualifiedName();
        return name + ": " + line + " (see " + name + " --help)";
    }

    /** Where a value comes from that was not typed. */
    private String origin(String line) {
        return variables.get().entrySet().stream()
                .filter(used -> line.matches(".*" + Pattern.quote(used.getKey()) + "(?![\\w-]).*"))
                .map(used -> "; " + used.getKey() + " is from the environment variable " + used.getValue())
                .collect(Collectors.joining());
    }

    int failure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        List<String> lines = describe(failure)
                .lines()
                .map(line -> name + ": " + VisibleText.of(line))
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean isLast = i == lines.size() - 1;
            EventWriter.failure(err, lines.get(i), isLast && verbose.getAsBoolean() ? failure : null);
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** One line for what no command foresees, such as memory that ran out; returns the exit status. */
    static int error(Throwable failure, PrintWriter err) {
        String line = failure instanceof OutOfMemoryError
                ? "memory ran out (" + failure.getMessage()
                        + "); give Java more, as with STEERSCOPE_JAVA_OPTIONS=-Xmx4g"
                : UnloadableLibrary.line(failure)
                        .orElseGet(() -> failure.getClass().getSimpleName() + ": " + FailureLine.of(failure));
        EventWriter.failure(err, "steerscope: " + line, null);
        err.flush();
        return 1;
    }

    /**
     * One line for any failure, or one for each of several mistakes in one file; a failure that nobody foresaw is named
     * by its type too.
     */
    static String describe(Throwable failure) {
        Optional<String> unloadable = UnloadableLibrary.line(failure);
        if (unloadable.isPresent()) {
            return unloadable.get();
        }
        Throwable cause = FailureLine.cause(failure);
        String message = cause.getMessage();
        if (cause instanceof IOException io) {
            return fileOf(io) + Reason.of(io) + hint(io);
        }
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName() + " (run again with --verbose to see where)";
        }
        if (cause instanceof UnknownSubjectException) {
            return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        }
        if (cause.getClass().getName().startsWith("io.steerscope.")) {
            return message.strip();
        }
        boolean foreseen = cause instanceof KafkaException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException;
        return foreseen ? oneLine(message) : cause.getClass().getSimpleName() + ": " + oneLine(message);
    }

    private static String fileOf(IOException failure) {
        return failure instanceof java.nio.file.FileSystemException file && file.getFile() != null
                ? file.getFile() + ": "
                : "";
    }

    /** What a shell or another system would have made of a name. */
    private static String hint(IOException failure) {
        String name = failure instanceof NoSuchFileException file ? String.valueOf(file.getFile()) : "";
        if (name.startsWith("~")) {
            return " (the shell puts the home folder in place of ~ only where it stands without quotes)";
        }
        return name.indexOf('\\') >= 0 && File.separatorChar == '/' ? " (folders are separated by / here)" : "";
    }

    private static String oneLine(String text) {
        return VisibleText.of(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
