package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import io.steerscope.app.client.EditDistance;

/**
 * Options from environment variables: {@code --bootstrap-server} of any command is {@code STEERSCOPE_BOOTSTRAP_SERVER},
 * and of the command {@code score} alone {@code STEERSCOPE_SCORE_BOOTSTRAP_SERVER}, which goes before. An option on the
 * command line goes before both. A switch is {@code true} or {@code false}; values of an option that may be given again
 * are separated by {@code ';'}; an empty variable counts as none.
 *
 * <p>A variable becomes an argument, so that it is checked, and its mistakes told, as if it had been typed.
 */
final class EnvironmentOptions {

    /** How the names of variables begin. */
    static final String PREFIX = "STEERSCOPE_";

    /** Variables that are no options: those of the launcher, of this program, and of docker-compose.yml. */
    private static final Set<String> OTHERS = Set.of(
            "STEERSCOPE_JAVA_OPTIONS",
            "STEERSCOPE_DEBUG",
            "STEERSCOPE_BUNDLES_FOLDER",
            "STEERSCOPE_PAIRS_FOLDER",
            "STEERSCOPE_PUBLISHED_ADDRESS");

    private static final Set<String> NOT_FROM_HERE = Set.of("--help", "--version");

    /** What is given on the command line makes a variable of the other one void: they exclude each other. */
    private static final Map<String, List<String>> EXCLUSIVE = Map.of(
            "--run", List.of("--bootstrap-server", "--topic-prefix"),
            "--bootstrap-server", List.of("--run"),
            "--topic-prefix", List.of("--run"));

    private final Map<String, String> environment;
    private final Map<String, String> used = new TreeMap<>();

    /** @param environment variables by name */
    EnvironmentOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The arguments with those that the environment adds, directly behind the command that they are for.
     *
     * @throws CommandLine.ParameterException if a switch is neither true nor false
     */
    String[] addedTo(String[] arguments, CommandLine root) {
        CommandLine command = root;
        int at = 0;
        while (at < arguments.length) {
            CommandLine next = command.getSubcommands().get(arguments[at]);
            if (next == null && !arguments[at].startsWith("-")) {
                break;
            }
            command = next == null ? command : next;
            at++;
            if (next != null && next.getSubcommands().isEmpty()) {
                break;
            }
        }
        if (command == root) {
            return arguments;
        }
        List<String> all = new ArrayList<>(Arrays.asList(arguments).subList(0, at));
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!isGiven(option, arguments)) {
                all.addAll(fromEnvironment(option, command));
            }
        }
        all.addAll(Arrays.asList(arguments).subList(at, arguments.length));
        return all.toArray(String[]::new);
    }

    /** The variable that an option was taken from, by the option's name; empty for one of the command line. */
    Map<String, String> used() {
        return Map.copyOf(used);
    }

    /** Names of variables that look like options and are those of no command. */
    Set<String> unknown(CommandLine root) {
        Set<String> known = new TreeSet<>(OTHERS);
        collect(root, known);
        Set<String> unknown = new TreeSet<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .forEach(unknown::add);
        return unknown;
    }

    /**
     * What to say of variables that a person took for options: of no command, or almost one of the command that
     * is called, whose option keeps its default.
     */
    List<String> remarks(String[] arguments, CommandLine root) {
        Set<String> known = new TreeSet<>();
        collect(root, known);
        List<String> remarks = new ArrayList<>();
        unknown(root)
                .forEach(name -> remarks.add("environment variable " + name + " is no option of any command: "
                        + UsageMistakes.nearest(name, known)
                                .map("did you mean %s?"::formatted)
                                .orElse("see steerscope --help")));
        CommandLine called =
                arguments.length == 0 ? null : root.getSubcommands().get(arguments[0]);
        if (called != null) {
            Set<String> own = new TreeSet<>();
            collect(called, own);
            environment.keySet().stream()
                    .filter(name -> known.contains(name) && !own.contains(name))
                    .sorted()
                    .forEach(name -> UsageMistakes.nearest(name, own)
                            .filter(meant ->
                                    EditDistance.between(name, meant, 2) < 2 && !environment.containsKey(meant))
                            .ifPresent(
                                    meant -> remarks.add("environment variable %s is no option of %s: did you mean %s?"
                                            .formatted(name, arguments[0], meant))));
        }
        return remarks;
    }

    /** The variable of an option of any command. */
    static String variable(String option) {
        return PREFIX + upperCase(option.substring(2));
    }

    private static String variable(CommandSpec command, String option) {
        String path = command.qualifiedName("_");
        return upperCase(path.substring(path.indexOf('_') + 1)).transform(of -> PREFIX + of) + "_"
                + upperCase(option.substring(2));
    }

    private static String upperCase(String text) {
        return text.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static void collect(CommandLine command, Set<String> names) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            for (String name : longNames(option)) {
                names.add(variable(name));
                names.add(variable(command.getCommandSpec(), name));
            }
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, names));
    }

    private static List<String> longNames(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(name -> name.startsWith("--") && !NOT_FROM_HERE.contains(name))
                .toList();
    }

    private static boolean isGiven(OptionSpec option, String[] arguments) {
        for (String name : option.names()) {
            if (isGiven(name, arguments)
                    || EXCLUSIVE.getOrDefault(name, List.of()).stream().anyMatch(other -> isGiven(other, arguments))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGiven(String name, String[] arguments) {
        return Arrays.stream(arguments).anyMatch(argument -> argument.equals(name) || argument.startsWith(name + "="));
    }

    private List<String> fromEnvironment(OptionSpec option, CommandLine command) {
        for (String name : longNames(option)) {
            for (String variable : List.of(variable(command.getCommandSpec(), name), variable(name))) {
                String value = environment.get(variable);
                if (value != null && !value.isBlank()) {
                    used.put(name, variable);
                    return arguments(option, name, value, variable, command);
                }
            }
        }
        return List.of();
    }

    private static List<String> arguments(
            OptionSpec option, String name, String value, String variable, CommandLine command) {
        if (option.arity().max() == 0) {
            return switch (value.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> List.of(name);
                case "false" -> List.of();
                default ->
                    throw new CommandLine.ParameterException(
                            command, "environment variable %s must be true or false, is %s".formatted(variable, value));
            };
        }
        boolean isRepeatable = option.isMultiValue() && option.splitRegex().isEmpty();
        return Arrays.stream(isRepeatable ? value.split(";") : new String[] {value})
                .map(each -> name + "=" + each.strip())
                .toList();
    }
}
