package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.LockFile;

/**
 * The folder of an export while it is written: beside its place, and moved there once it is whole. A reader, or a
 * process that is killed meanwhile, finds the export of before or the new one; another export to the same place is
 * refused.
 */
public final class ExportFolder implements AutoCloseable {

    static final String PARQUET = "scores.parquet";
    static final String JSON_LINES = "scores.jsonl";
    static final String IMAGES = "images";

    private static final long LEAST_FREE = 64L << 20;

    private final Path target;
    private final Path part;
    private final LockFile lock;
    private final Kind kind;

    /**
     * What is exported.
     *
     * @param option the option that names the folder
     * @param own names of the files and folders that an export has
     */
    public record Kind(String option, Set<String> own) {

        static final Kind SCORES = new Kind("--out", Set.of(PARQUET, JSON_LINES, IMAGES));

        /** Copies the names. */
        public Kind {
            own = Set.copyOf(own);
        }
    }

    private ExportFolder(Path target, Path part, LockFile lock, Kind kind) {
        this.target = target;
        this.part = part;
        this.lock = lock;
        this.kind = kind;
    }

    /**
     * Begins an export to {@code folder}.
     *
     * @param overwrite whether an export that is there is replaced
     * @param kind what is exported
     * @throws ActionableException if something else is there, another process exports to it, or the disk is full
     */
    public static ExportFolder begin(Path folder, boolean overwrite, Kind kind) throws IOException {
        requirePlace(folder, overwrite, kind);
        Path target = folder.toAbsolutePath().normalize();
        LockFile lock = lock(folder, target, kind)
                .orElseThrow(() -> new ActionableException(folder
                        + " is being written by another export; wait until it ends, stop it, or choose another "
                        + kind.option()));
        ExportFolder begun = new ExportFolder(target, sibling(target, "part"), lock, kind);
        try {
            // Another export may have ended between the first question and the lock.
            requirePlace(folder, overwrite, kind);
            delete(begun.part);
            Files.createDirectories(begun.part);
            begun.requireSpace();
            return begun;
        } catch (IOException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    private static Optional<LockFile> lock(Path folder, Path target, Kind kind) throws IOException {
        try {
            Files.createDirectories(target.resolveSibling(""));
            return LockFile.tryAcquireTemporary(sibling(target, "lock"));
        } catch (AccessDeniedException e) {
            throw new ActionableException(
                    "%s cannot be made: permission denied in %s; let yourself write there, or choose another %s"
                            .formatted(folder, target.getParent(), kind.option()),
                    e);
        }
    }

    private static Path sibling(Path target, String ending) {
        return target.resolveSibling("." + target.getFileName() + "." + ending);
    }

    private static void requirePlace(Path folder, boolean overwrite, Kind kind) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ActionableException(folder + " is no folder; choose another " + kind.option());
        }
        List<String> names = names(folder);
        if (!names.isEmpty() && !overwrite) {
            throw new ActionableException(folder + " is not empty; choose another " + kind.option()
                    + ", or replace the export in it with --overwrite");
        }
        names.stream().filter(name -> !kind.own().contains(name)).findFirst().ifPresent(other -> {
            throw new ActionableException(folder + " holds more than an export, as " + other
                    + ", and would be removed with it; choose another " + kind.option());
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
    public Path resolve(String name) {
        return part.resolve(name);
    }

    /** @throws ActionableException if the disk is nearly full */
    public void requireSpace() throws IOException {
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < LEAST_FREE) {
            throw new ActionableException("the disk of " + target + " is full (" + (free >> 20)
                    + " MB free); make room, or choose another " + kind.option());
        }
    }

    /** Moves the export to its place. */
    public void complete() throws IOException {
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
