package io.steerscope.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * An operating-system lock on a file, which ends with the process even under {@code kill -9}.
 *
 * <p>On POSIX systems it ends too when its own process closes the file once more: nobody but this class opens it.
 */
public final class LockFile implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final boolean temporary;

    private LockFile(Path file, FileChannel channel, boolean temporary) {
        this.file = file;
        this.channel = channel;
        this.temporary = temporary;
    }

    /**
     * Takes the lock on a file that stays, creating it where it does not exist.
     *
     * @return nothing if another holds it
     * @throws IOException if the file cannot be opened or locked
     */
    public static Optional<LockFile> tryAcquire(Path file) throws IOException {
        return tryLock(file, false);
    }

    /** The same of a file that is removed as the lock is given back. */
    public static Optional<LockFile> tryAcquireTemporary(Path file) throws IOException {
        while (true) {
            Optional<Object> before = identity(file);
            Optional<LockFile> lock = tryLock(file, true);
            if (lock.isEmpty() || before.isPresent() && identity(file).equals(before)) {
                return lock;
            }
            // It was not there before, or its holder has removed it since: once more, with the file that is there now.
            lock.get().channel.close();
        }
    }

    /** Which file has the name at present; nothing if none has. */
    private static Optional<Object> identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file : key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<LockFile> tryLock(Path file, boolean temporary) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Held within this process, as good as by another.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(new LockFile(file, channel, temporary)) : Optional.empty();
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        try (channel) {
            if (temporary) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Nothing depends on the file any more.
        }
    }
}
