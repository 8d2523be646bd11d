package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of the table of mistakes.
 *
 * @param what what the user did
 * @param commandLine arguments, separated by blanks, variables of the environment before them
 * @param files files given, as {@link MistakenFiles} makes them
 * @param status exit status
 * @param lines what is printed on standard error, where {@code {dir}} is the folder of the files
 */
record Mistake(String what, String commandLine, String files, int status, List<String> lines) {

    private static final Path TABLE = Path.of("src/test/resources/mistakes/table.txt");
    private static final Pattern COLUMNS = Pattern.compile(" \\|(?= |$)");
    private static final int COUNT = 5;

    static List<Mistake> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Mistake::row)
                .toList();
    }

    private static Mistake row(String line) {
        String[] columns = COLUMNS.split(line, -1);
        if (columns.length != COUNT) {
            throw new IllegalArgumentException("a row of the table has not " + COUNT + " columns: " + line);
        }
        return new Mistake(
                columns[0].strip(),
                columns[1].strip(),
                columns[2].strip(),
                Integer.parseInt(columns[3].strip()),
                List.of(columns[4].strip().split(" ## ")));
    }

    @Override
    public String toString() {
        return what;
    }
}
