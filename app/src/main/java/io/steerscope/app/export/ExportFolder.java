package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.LockFile;

/**
 * The folder of an export while it is written: beside its place, and moved there once it is whole. A reader, or a
 * process that is killed meanwhile, finds the export of before or the new one; another export to the same place is
 * refused.
 */
final class ExportFolder implements AutoCloseable {

    static final String PARQUET = "scores.parquet";
    static final String JSON_LINES = "scores.jsonl";
    static final String IMAGES = "images";

    private static final Set<String> OWN = Set.of(PARQUET, JSON_LINES, IMAGES);
    private static final long LEAST_FREE = 64L << 20;

    private final Path target;
    private final Path part;
    private final LockFile lock;

    private ExportFolder(Path target, Path part, LockFile lock) {
        this.target = target;
        this.part = part;
        this.lock = lock;
    }

    /**
     * Begins an export to {@code folder}.
     *
     * @param overwrite whether an export that is there is replaced
     * @throws ActionableException if something else is there, another process exports to it, or the disk is full
     */
    static ExportFolder begin(Path folder, boolean overwrite) throws IOException {
        requirePlace(folder, overwrite);
        Path target = folder.toAbsolutePath().normalize();
        Files.createDirectories(target.resolveSibling(""));
        LockFile lock = LockFile.tryAcquireTemporary(sibling(target, "lock"))
                .orElseThrow(() -> new ActionableException(folder
                        + " is being written by another export; wait until it ends, stop it, or choose another --out"));
        ExportFolder begun = new ExportFolder(target, sibling(target, "part"), lock);
        try {
            // Another export may have ended between the first question and the lock.
            requirePlace(folder, overwrite);
            delete(begun.part);
            Files.createDirectories(begun.part);
            begun.requireSpace();
            return begun;
        } catch (IOException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    private static Path sibling(Path target, String ending) {
        return target.resolveSibling("." + target.getFileName() + "." + ending);
    }

    private static void requirePlace(Path folder, boolean overwrite) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ActionableException(folder + " is no folder; choose another --out");
        }
        List<String> names = names(folder);
        if (!names.isEmpty() && !overwrite) {
            throw new ActionableException(
                    folder + " is not empty; choose another --out, or replace the export in it with --overwrite");
        }
        names.stream().filter(name -> !OWN.contains(name)).findFirst().ifPresent(other -> {
            throw new ActionableException(folder + " holds more than an export, as " + other
                    + ", and would be removed with it; choose another --out");
        });
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A file or folder of the export. */
    Path resolve(String name) {
        return part.resolve(name);
    }

    /** @throws ActionableException if the disk is nearly full */
    void requireSpace() throws IOException {
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < LEAST_FREE) {
            throw new ActionableException("the disk of " + target + " is full (" + (free >> 20)
                    + " MB free); make room, or choose another --out");
        }
    }

    /** Moves the export to its place. */
    void complete() throws IOException {
        Path old = sibling(target, "old");
        delete(old);
        if (Files.exists(target)) {
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    /** Removes what is not complete, and lets others export to the place. */
    @Override
    public void close() throws IOException {
        try (lock) {
            delete(part);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
