package io.steerscope.app.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reason of an I/O failure in words: file system exceptions carry it in their type and not in their message. */
public final class Reason {

    private Reason() {}

    /** The reason in a few words, never null or empty. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        String text = failure instanceof FileSystemException fileSystem ? fileSystem.getReason() : failure.getMessage();
        if ("Not a directory".equals(text)) {
            return "a file is where a folder would have to be";
        }
        return text == null || text.isBlank() ? failure.getClass().getSimpleName() : text;
    }
}
