package io.steerscope.app.logging;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What a line on standard error is. */
public enum LogFormat {

    /** A line for people. */
    TEXT,

    /** An event for programs, see {@link EventJson}. */
    JSON;

    private static final String OPTION = "--log-format";
    private static final String VARIABLE = "STEERSCOPE_LOG_FORMAT";

    /**
     * The format that a command line or its environment ask for, before anything is parsed, so that even what is told
     * of a mistake in the options has it. What is no format is {@link #TEXT} here, and a mistake later.
     */
    public static LogFormat early(String[] arguments, Map<String, String> environment) {
        return fromArguments(arguments)
                .or(() -> fromEnvironment(arguments, environment))
                .filter(name -> name.strip().equalsIgnoreCase(JSON.name()))
                .map(name -> JSON)
                .orElse(TEXT);
    }

    private static Optional<String> fromArguments(String[] arguments) {
        @Nullable String last = null;
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                last = arguments[i].substring(OPTION.length() + 1);
            } else if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                last = arguments[i + 1];
            }
        }
        return Optional.ofNullable(last);
    }

    /** The variable of a command goes before that of all. */
    private static Optional<String> fromEnvironment(String[] arguments, Map<String, String> environment) {
        List<String> commands = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.matches("[a-z][a-z-]*"))
                .map(command -> "STEERSCOPE_%s_LOG_FORMAT"
                        .formatted(command.replace('-', '_').toUpperCase(Locale.ROOT)))
                .limit(1)
                .toList();
        return commands.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)));
    }
}
