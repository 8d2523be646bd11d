package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.app.logging.EventWriter;
import io.steerscope.app.logging.JsonConsole;
import io.steerscope.app.logging.LogFormat;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.table.FieldText;

/** The {@code steerscope} command; every subcommand inherits its help, version and verbosity options. */
@Command(
        name = "steerscope",
        description =
                "Measures whether a steering method moves a text-to-image model from a source to a target concept.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:success", "1:failure, with its reason on one line", "2:wrong usage"},
        footer = {
            "",
            "Every option can be set by an environment variable: --topic-prefix by STEERSCOPE_TOPIC_PREFIX, or of one"
                    + " command by STEERSCOPE_SCORE_TOPIC_PREFIX. What is on the command line goes before."
        },
        subcommands = {
            RunCommand.class,
            ViewCommand.class,
            ProduceCommand.class,
            IngestCommand.class,
            GenerateCommand.class,
            ScoreCommand.class,
            AggregateCommand.class,
            CancelCommand.class,
            RescoreCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ExportCommand.class,
            DeadLettersCommand.class,
            AnalyzeCommand.class,
            DiversityCommand.class,
            GeometryCommand.class,
            SelectCommand.class,
            AnalogiesCommand.class,
            DifferencesCommand.class,
            PlanCommand.class,
            ImageCommand.class,
            ClipCommand.class,
            EmbedCommand.class,
            TopicsCommand.class,
            BundlesCommand.class,
            BrokerCommand.class,
            CompletionCommand.class,
        })
public final class SteerscopeCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    /** Taken before anything is parsed, by {@link LogFormat#early}; here it is checked, and told by --help. */
    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "What is said on standard error: text, or json for one event a line.")
    private @Nullable LogFormat logFormat;

    /** The command line with its exit codes and error messages in place; it takes nothing from the environment. */
    public static CommandLine commandLine() {
        return commandLine(new EnvironmentOptions(Map.of()));
    }

    private static CommandLine commandLine(EnvironmentOptions environment) {
        SteerscopeCommand root = new SteerscopeCommand();
        FailureMessages messages =
                new FailureMessages(() -> root.verbose || System.getenv("STEERSCOPE_DEBUG") != null, environment::used);
        return NumberConverters.register(new CommandLine(root))
                .registerConverter(Device.class, SteerscopeCommand::device)
                .registerConverter(Duration.class, new DurationConverter())
                .registerConverter(Path.class, SteerscopeCommand::path)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(SteerscopeCommand::execute)
                .setParameterExceptionHandler(messages::usage)
                .setExecutionExceptionHandler(messages::failure);
    }

    /** Runs the command and returns its exit status, whatever happens. */
    public static int execute(String[] arguments) {
        return execute(
                arguments, System.getenv(), new PrintWriter(System.out, true), new PrintWriter(System.err, true));
    }

    /** Runs the command with options from the variables of an environment, see {@link EnvironmentOptions}. */
    @SuppressWarnings("try") // the console only has to be open
    static int execute(String[] arguments, Map<String, String> variables, PrintWriter out, PrintWriter err) {
        if (LogFormat.early(arguments, variables) == LogFormat.TEXT) {
            return executeTelling(arguments, variables, out, err);
        }
        Terminal.forget();
        try (JsonConsole console = JsonConsole.open()) {
            return executeTelling(arguments, variables, out, new EventWriter(err, Clock.systemUTC()));
        }
    }

    private static int executeTelling(
            String[] arguments, Map<String, String> variables, PrintWriter out, PrintWriter err) {
        EnvironmentOptions environment = new EnvironmentOptions(variables);
        CommandLine command = commandLine(environment).setOut(out).setErr(err);
        try {
            environment.remarks(arguments, command).forEach(remark -> err.println("steerscope: " + remark));
            err.flush();
            return command.execute(environment.addedTo(arguments, command));
        } catch (ParameterException mistake) {
            return FailureMessages.mistake(mistake, err);
        } catch (Throwable failure) {
            return FailureMessages.error(failure, command.getErr());
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed");
    }

    private static int execute(ParseResult parsed) {
        OptionRanges.check(parsed);
        return new CommandLine.RunLast().execute(parsed);
    }

    /** An empty path is the working folder, which nobody means by an empty name. */
    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("the name is empty: name a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("%s: %s".formatted(FieldText.quoted(text), e.getReason()));
        }
    }

    private static Device device(String text) {
        try {
            return Device.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
