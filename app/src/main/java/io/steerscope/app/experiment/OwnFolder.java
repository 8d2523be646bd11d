package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.steerscope.app.files.AtomicFile;

/**
 * A folder of results in which others may keep files too. It lists what was written, so that what a newer report does
 * not have any more is removed and nothing else is.
 */
final class OwnFolder {

    private static final String LIST = ".written";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.[a-z]+");

    private final Path folder;

    OwnFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes these files and removes those of before that are none of them. While it is at work the list holds the old
     * and the new, so that the next one removes what this one does not come to.
     *
     * @param files texts by name
     */
    void replace(SortedMap<String, String> files) throws IOException {
        SortedSet<String> stale = listed();
        if (files.isEmpty() && stale.isEmpty()) {
            return;
        }
        SortedSet<String> all = new TreeSet<>(stale);
        all.addAll(files.keySet());
        list(all);
        for (Map.Entry<String, String> file : files.entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        stale.removeAll(files.keySet());
        for (String name : stale) {
            Files.deleteIfExists(folder.resolve(name));
        }
        list(files.keySet());
    }

    private SortedSet<String> listed() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        Path list = folder.resolve(LIST);
        if (Files.isRegularFile(list)) {
            Files.readAllLines(list).stream()
                    .filter(name -> NAME.matcher(name).matches())
                    .forEach(names::add);
        }
        return names;
    }

    private void list(Iterable<String> names) throws IOException {
        AtomicFile.write(folder.resolve(LIST), String.join("\n", names) + "\n");
    }
}
