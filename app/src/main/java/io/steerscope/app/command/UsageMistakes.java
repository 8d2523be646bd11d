package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import io.steerscope.app.client.EditDistance;

/** What is wrong with a command line, in the words of the person who typed it, and what to type instead. */
final class UsageMistakes {

    private static final Pattern VALUE = Pattern.compile(
            "Invalid value for (?:option '([^']+)'|positional parameter)[^:]*?(?:\\(([^)]*)\\))?: (.*)");
    private static final Pattern CHOICE =
            Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was '(.*)'");
    private static final int FARTHEST = 3;
    private static final int MOST_NAMED = 3;

    private final CommandLine command;
    private final List<String> arguments;

    private UsageMistakes(CommandLine command, String[] arguments) {
        this.command = command;
        this.arguments = List.of(arguments);
    }

    /** What to say of a group of commands of which none is named. */
    static ParameterException commandNeeded(CommandLine group) {
        List<String> names = List.copyOf(group.getSubcommands().keySet());
        int last = names.size() - 1;
        return new ParameterException(
                group,
                "a command is needed: %s or %s".formatted(String.join(", ", names.subList(0, last)), names.get(last)));
    }

    /** One line, without the name of the command. */
    static String line(ParameterException mistake, String[] arguments) {
        UsageMistakes mistakes = new UsageMistakes(mistake.getCommandLine(), arguments);
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return mistakes.unmatched(unmatched.getUnmatched());
        }
        if (mistake instanceof MissingParameterException missing) {
            // What is missing is often what was misspelt.
            List<String> unmatched = mistake.getCommandLine().getUnmatchedArguments();
            return unmatched.isEmpty() ? mistakes.missing(missing) : mistakes.unmatched(unmatched);
        }
        if (mistake instanceof OverwrittenOptionException overwritten
                && overwritten.getOverwritten() instanceof OptionSpec option) {
            return option.longestName() + " is given twice: give it once";
        }
        return value(String.valueOf(mistake.getMessage()));
    }

    private static String value(String message) {
        Matcher value = VALUE.matcher(message);
        if (!value.matches()) {
            return message;
        }
        String name = value.group(1) == null ? String.valueOf(value.group(2)) : value.group(1);
        Matcher choice = CHOICE.matcher(value.group(3));
        return name + ": "
                + (choice.matches()
                        ? "\"%s\" is none of %s"
                                .formatted(choice.group(2), choice.group(1).toLowerCase(Locale.ROOT))
                        : value.group(3));
    }

    private String missing(MissingParameterException mistake) {
        List<ArgSpec> missing = mistake.getMissing();
        boolean isValue = missing.size() == 1
                && missing.get(0) instanceof OptionSpec
                && !String.valueOf(mistake.getMessage()).startsWith("Missing required option");
        if (isValue) {
            OptionSpec option = (OptionSpec) missing.get(0);
            return "%s needs a value: %s".formatted(option.longestName(), usage(option));
        }
        boolean isPositional = missing.stream().anyMatch(ArgSpec::isPositional);
        String names = missing.stream().map(UsageMistakes::usage).collect(Collectors.joining(" and "));
        return names + (missing.size() == 1 ? " is missing" : " are missing") + (isPositional ? ": " + synopsis() : "");
    }

    private String synopsis() {
        return command.getCommandSpec().qualifiedName() + " "
                + command.getCommandSpec().positionalParameters().stream()
                        .map(PositionalParamSpec::paramLabel)
                        .collect(Collectors.joining(" "));
    }

    private static String usage(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + option.paramLabel()
                : argument.paramLabel();
    }

    private String unmatched(List<String> unmatched) {
        Optional<String> option = unmatched.stream()
                .filter(each -> each.startsWith("-") && !each.matches("-[0-9.].*|-"))
                .findFirst();
        if (option.isPresent()) {
            return option(option.get());
        }
        String word = unmatched.get(0);
        return command.getSubcommands().isEmpty() ? word(word, unmatched) : command(word);
    }

    private String option(String typed) {
        String name = typed.replaceFirst("(?s)=.*", "");
        List<String> known = names(command);
        Optional<String> meant = nearest(name, known).or(() -> described(name));
        if (meant.isPresent()) {
            return "there is no option %s: did you mean %s?".formatted(name, meant.get());
        }
        Optional<String> alone = alone(typed, name);
        if (alone.isPresent()) {
            return "there is no option %s: write %s without it".formatted(name, alone.get());
        }
        TreeSet<String> others = new TreeSet<>();
        root().getSubcommands().values().forEach(other -> {
            if (names(other).contains(name)) {
                others.add(other.getCommandName());
            }
        });
        return "there is no option " + name + (others.isEmpty() ? "" : ", it is " + of(others) + ": leave it out");
    }

    private static String of(TreeSet<String> others) {
        if (others.size() <= MOST_NAMED) {
            return "one of " + String.join(" and of ", others);
        }
        return "an option of %s and %d others"
                .formatted(others.stream().limit(2).collect(Collectors.joining(", ")), others.size() - 2);
    }

    /** The option that is described by that word, such as {@code Pairs of a category} for {@code --pairs}. */
    private Optional<String> described(String name) {
        String word = plain(name);
        List<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && option.description().length > 0)
                .filter(option -> option.arity().max() > 0
                        && option.description()[0].split("[^A-Za-z]", 2)[0].equalsIgnoreCase(word))
                .map(OptionSpec::longestName)
                .toList();
        return options.size() == 1 ? Optional.of(options.get(0)) : Optional.empty();
    }

    /** What stands behind the option, if it is what the command takes without one. */
    private Optional<String> alone(String typed, String name) {
        int at = arguments.indexOf(typed);
        boolean isNext = typed.equals(name) && at >= 0 && at + 1 < arguments.size();
        if (!isNext) {
            return Optional.empty();
        }
        String value = arguments.get(at + 1);
        return command.getCommandSpec().positionalParameters().stream()
                        .anyMatch(positional -> positional.required()
                                && positional.stringValues().equals(List.of(value)))
                ? Optional.of(value)
                : Optional.empty();
    }

    private String command(String word) {
        Collection<String> known = command.getSubcommands().keySet();
        return "there is no command %s: %s"
                .formatted(
                        word,
                        nearest(word, known)
                                .map("did you mean %s?"::formatted)
                                .orElse("the commands are " + String.join(", ", known)));
    }

    /** A word that stands behind no option: most often a part of the value before it. */
    private String word(String word, List<String> unmatched) {
        int at = arguments.indexOf(word);
        String before = at < 1 ? "" : arguments.get(at - 1);
        String optionBefore = at < 2 ? "" : arguments.get(at - 2);
        if (before.equals("=")) {
            return "blanks stand around =: write %s=%s".formatted(optionBefore, word);
        }
        Optional<OptionSpec> flag = find(before);
        if (flag.isPresent() && flag.get().arity().max() == 0) {
            return "%s takes no value: leave %s out".formatted(before, word);
        }
        Optional<OptionSpec> option = find(optionBefore);
        if (option.isEmpty()) {
            return "%s stands behind no option: write the name of its option before it".formatted(word);
        }
        List<String> parts = new ArrayList<>(List.of(before));
        arguments.subList(at, arguments.size()).stream()
                .takeWhile(unmatched::contains)
                .forEach(parts::add);
        return option.get().splitRegex().isEmpty()
                ? "a value that holds blanks takes quotes: %s \"%s\"".formatted(optionBefore, String.join(" ", parts))
                : "values of %s are separated by commas, without blanks: %s %s"
                        .formatted(
                                optionBefore,
                                optionBefore,
                                parts.stream()
                                        .map(part -> part.replaceAll("^,|,$", ""))
                                        .collect(Collectors.joining(",")));
    }

    private Optional<OptionSpec> find(String name) {
        return Optional.ofNullable(command.getCommandSpec().findOption(name));
    }

    private CommandLine root() {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    private static List<String> names(CommandLine of) {
        return of.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    /** The name that a person most likely meant; empty if none is near. */
    static Optional<String> nearest(String typed, Collection<String> known) {
        String plain = plain(typed);
        int bound = Math.min(FARTHEST, 2 + plain.length() / 4);
        String nearest = null;
        int least = bound;
        for (String name : known) {
            int distance = EditDistance.between(plain, plain(name), bound);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String plain(String name) {
        return name.replaceFirst("^-+", "").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
