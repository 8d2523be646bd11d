package io.steerscope.app.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.steerscope.app.failure.ActionableException;

/**
 * Writes a file beside its place and moves it there: a reader, or a process that is killed meanwhile, finds the old
 * content or the new and nothing between. Missing folders are created. Where the place is a link, the file that it
 * leads to is replaced; a device or pipe is written to, and not replaced.
 */
public final class AtomicFile {

    private static final int MOST_LINKS = 40;

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
        Path target = target(file.toAbsolutePath());
        if (Files.isDirectory(target)) {
            throw new ActionableException(file + " is a folder: name a file to write");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = Files.newOutputStream(target)) {
                content.writeTo(out);
            }
            return;
        }
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
            Files.deleteIfExists(unfinished);
            throw e.getCause();
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
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
