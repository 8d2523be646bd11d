package io.steerscope.app.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;

/**
 * Exclusive use of a folder by one process: an operating-system lock on the file {@code lock} inside it, which ends
 * with the process even under {@code kill -9}.
 */
public final class DataFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, creating the folder where it does not exist.
     *
     * @throws ActionableException if another broker holds it, or the folder cannot be written
     */
    public static DataFolderLock acquire(Path folder) {
        FileChannel channel;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ActionableException("cannot write to " + folder + ": " + Reason.of(e), e);
        }
        if (tryLock(channel, folder) == null) {
            closeQuietly(channel);
            throw new ActionableException(
                    folder + " is in use by another steerscope; wait until it ends, stop it, or choose another folder");
        }
        return new DataFolderLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel, Path folder) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ActionableException("cannot lock " + folder + ": " + Reason.of(e), e);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock was never ours: nothing depends on this file any more.
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
