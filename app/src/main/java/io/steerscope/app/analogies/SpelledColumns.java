package io.steerscope.app.analogies;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the first line of a table spells the names of columns, which are read whatever their case.
 *
 * @param separator what was between them
 * @param names as the file has them
 */
record SpelledColumns(String separator, List<String> names) {

    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");

    /** The columns of a line, by the separator that gives most of them. */
    static SpelledColumns of(String line) {
        return SEPARATORS.stream()
                .map(separator -> new SpelledColumns(separator, split(line, separator)))
                .reduce((one, other) -> other.names.size() > one.names.size() ? other : one)
                .orElseThrow();
    }

    /** The columns of a table that is open. */
    static SpelledColumns of(List<String> names) {
        return new SpelledColumns(",", names);
    }

    private static List<String> split(String line, String separator) {
        return Stream.of(line.split(Pattern.quote(separator), -1))
                .map(name -> name.strip().replaceAll("^\"|\"$", "").strip())
                .toList();
    }

    /** Whether there is a column of this name. */
    boolean has(String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** The name as the file spells it, or as it is if the file has none. */
    String spelled(String name) {
        return names.contains(name)
                ? name
                : names.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    /** The names as the file spells them. */
    List<String> spelled(List<String> some) {
        return some.stream().map(this::spelled).toList();
    }
}
