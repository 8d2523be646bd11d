package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.List;

/** What a column of a comparison is called that a file or folder gives. */
final class ColumnNames {

    private ColumnNames() {}

    /** The name of a file, or its path where several have that name. */
    static String of(Path file, List<Path> all) {
        Path last = file.toAbsolutePath().normalize().getFileName();
        long alike = all.stream()
                .filter(other -> other.toAbsolutePath().normalize().endsWith(last))
                .count();
        return alike > 1 ? file.toString() : last.toString();
    }
}
