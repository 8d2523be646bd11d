package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Names of files that differ from others in their Unicode form alone: macOS writes an accent behind its letter, where
 * most tables have one character for both. Each folder is listed once.
 */
final class FileNames {

    private final Map<Path, Map<String, List<Path>>> folders = new HashMap<>();

    /** The one file that a path which is not there names in another form; empty if there is none, or several. */
    Optional<Path> inOtherForm(Path path) {
        Path folder = path.getParent();
        Path name = path.getFileName();
        if (folder == null || name == null) {
            return Optional.empty();
        }
        Optional<Path> there = Files.isDirectory(folder) ? Optional.of(folder) : inOtherForm(folder);
        return there.map(parent ->
                        folders.computeIfAbsent(parent, FileNames::byForm).getOrDefault(form(name), List.of()))
                .filter(files -> files.size() == 1)
                .map(files -> files.get(0));
    }

    private static Map<String, List<Path>> byForm(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.groupingBy(file -> form(file.getFileName())));
        } catch (IOException e) {
            // What cannot be listed has no file to offer; the name that is not there is told.
            return Map.of();
        }
    }

    private static String form(@Nullable Path name) {
        return Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFC);
    }
}
