package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

/** What a column of a comparison is called that a file or folder gives. */
final class ColumnNames {

    private ColumnNames() {}

    /**
     * The name of a file; where several have that name, with as many of the folders before it as tell it from all
     * others: the beginnings of paths are what they share, and a narrow table would show nothing else.
     */
    static String of(Path file, List<Path> all) {
        Path whole = absolute(file);
        for (int length = 1; length < whole.getNameCount(); length++) {
            Path end = whole.subpath(whole.getNameCount() - length, whole.getNameCount());
            if (all.stream()
                            .map(ColumnNames::absolute)
                            .filter(other -> other.endsWith(end))
                            .count()
                    <= 1) {
                return end.toString();
            }
        }
        return file.toString();
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
