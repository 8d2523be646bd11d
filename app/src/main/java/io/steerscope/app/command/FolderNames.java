package io.steerscope.app.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.steerscope.schemas.table.FieldText;

/** Names of files within a folder, of which each file has one: {@code a/b.png}, not {@code ./a/b.png}. */
final class FolderNames {

    private FolderNames() {}

    /** What is wrong with a name, and how to mend it; empty for a name of the one form. */
    static String fault(Path folder, String name) {
        Path whole = folder.toAbsolutePath().normalize();
        Path file;
        try {
            file = whole.resolve(name).normalize();
        } catch (InvalidPathException e) {
            return "";
        }
        if (!file.startsWith(whole) || file.equals(whole)) {
            return "%s lies outside of %s: name an image by its path within it"
                    .formatted(FieldText.quoted(name), folder);
        }
        String normal = whole.relativize(file).toString().replace('\\', '/');
        return normal.equals(name.replace('\\', '/'))
                ? ""
                : "%s is not the one name of that image: write %s"
                        .formatted(FieldText.quoted(name), FieldText.quoted(normal));
    }
}
