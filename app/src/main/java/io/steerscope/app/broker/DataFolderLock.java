package io.steerscope.app.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.app.files.LockFile;

/**
 * Exclusive use of a folder by one process: a lock on the file {@code lock} inside it, which ends with the process even
 * under {@code kill -9}.
 */
public final class DataFolderLock implements AutoCloseable {

    private final LockFile lock;

    private DataFolderLock(LockFile lock) {
        this.lock = lock;
    }

    /**
     * Takes the lock, creating the folder where it does not exist.
     *
     * @throws ActionableException if another broker holds it, or the folder cannot be written
     */
    public static DataFolderLock acquire(Path folder) {
        try {
            Files.createDirectories(folder);
            return LockFile.tryAcquire(folder.resolve("lock"))
                    .map(DataFolderLock::new)
                    .orElseThrow(
                            () -> new ActionableException(
                                    folder
                                            + " is in use by another steerscope; wait until it ends, stop it, or choose another folder"));
        } catch (IOException e) {
            throw new ActionableException("cannot write to " + folder + ": " + Reason.of(e), e);
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
