package io.steerscope.app.files;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import io.steerscope.app.failure.ActionableException;

/**
 * Writes a file beside its place and moves it there: a reader, or a process that is killed meanwhile, finds the old
 * content or the new and nothing between. Missing folders are created. Where the place is a link, the file that it
 * leads to is replaced; a device or pipe is written to, and not replaced.
 */
public final class AtomicFile {

    private static final int MOST_LINKS = 40;
    private static final Set<Path> OWN_OUTPUT =
            Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

    private AtomicFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it, and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes the text that a file is to hold. */
    @FunctionalInterface
    public interface Text {

        /** Writes all of it, and leaves the writer open. */
        void writeTo(BufferedWriter out) throws IOException;
    }

    /**
     * Writes {@code content} to {@code file}, replacing what is there.
     *
     * @throws ActionableException if a folder is there
     * @throws IOException if it can't be written; what was there is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ActionableException(file + " is a folder: name a file to write");
        }
        if (isStream(file)) {
            try {
                writeInto(file, content);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return;
        }
        Path target = target(file.toAbsolutePath());
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Whether a path is a device or a pipe, or a name of an open one: {@code /dev/stdout} is a link to what its process
     * writes to, which may be a file that another process holds open.
     */
    private static boolean isStream(Path file) throws IOException {
        return Files.exists(file) && !Files.isRegularFile(file) || isOpenElsewhere(file);
    }

    /** The own output is written to as it is open: to open it anew would begin at its start. */
    private static void writeInto(Path stream, Content content) throws IOException {
        if (OWN_OUTPUT.contains(stream.toAbsolutePath().normalize())) {
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            content.writeTo(out);
            out.flush();
        } else {
            try (OutputStream out = Files.newOutputStream(stream, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
        }
    }

    private static boolean isOpenElsewhere(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        for (int link = 0; link < MOST_LINKS; link++) {
            if (path.startsWith("/dev/fd") || path.startsWith("/proc")) {
                return Files.exists(path);
            }
            if (!Files.isSymbolicLink(path)) {
                return false;
            }
            path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
        }
        return false;
    }

    /** Where a path leads if it is a link, to a file that may not be there yet. */
    private static Path target(Path path) throws IOException {
        Path target = path;
        for (int link = 0; link < MOST_LINKS && Files.isSymbolicLink(target); link++) {
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** Writes bytes. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, out -> out.write(bytes));
    }

    /** Writes {@code text} in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes text in UTF-8 that is too long to be held. */
    public static void writeText(Path file, Text text) throws IOException {
        write(file, bytes -> {
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            text.writeTo(out);
            out.flush();
        });
    }
}
