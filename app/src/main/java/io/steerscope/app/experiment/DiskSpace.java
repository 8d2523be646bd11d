package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;

/**
 * The disk of a run. A run ends in order while there is still some room: when a disk is full to the last byte, the
 * broker has no place to write and ends the process.
 *
 * @param folder the folder of the run
 */
record DiskSpace(Path folder) {

    private static final long LEAST_TO_START = 200L << 20;
    private static final long LEAST_TO_CONTINUE = 64L << 20;

    /** @throws ActionableException if the disk has too little room to begin with */
    void requireToStart() throws IOException {
        long free = freeBytes();
        if (free < LEAST_TO_START) {
            throw new ActionableException("only " + (free >> 20) + " MB are free on the disk of " + folder
                    + "; free some, or choose another --out");
        }
    }

    /** @throws ActionableException if the disk is nearly full */
    void requireToContinue() throws IOException {
        if (freeBytes() < LEAST_TO_CONTINUE) {
            throw full(null);
        }
    }

    /** What went wrong: that the disk is full where it is, else the failure as it came. */
    <E extends Exception> E explain(E failure) throws IOException {
        if (freeBytes() < LEAST_TO_CONTINUE) {
            throw full(failure);
        }
        return failure;
    }

    private ActionableException full(@Nullable Exception failure) throws IOException {
        String line = "the disk of " + folder + " is full (" + (freeBytes() >> 20)
                + " MB free); make room, then run the same command again to continue";
        return failure == null ? new ActionableException(line) : new ActionableException(line, failure);
    }

    /** Room on the disk of the folder, or of the nearest one above it that is there. */
    long freeBytes() throws IOException {
        Path nearest = folder.toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return Files.getFileStore(nearest).getUsableSpace();
    }
}
