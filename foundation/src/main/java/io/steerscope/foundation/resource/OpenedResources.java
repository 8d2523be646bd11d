package io.steerscope.foundation.resource;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been opened so far: closed together, the last first, and all of it though closing one fails. Not thread-safe
 * while it grows.
 */
public final class OpenedResources implements AutoCloseable {

    /** Something that closes without a checked exception. */
    @FunctionalInterface
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Resource> resources = new ArrayDeque<>();

    /** Takes over what {@code close} closes. */
    public <T> T add(T opened, Resource close) {
        resources.push(close);
        return opened;
    }

    /**
     * Closes all.
     *
     * @throws RuntimeException that of the first that failed; those of others are suppressed in it
     */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Closes all since opening the next failed.
     *
     * @param failure why; takes the exceptions of closing as suppressed
     * @return {@code failure}
     */
    public <E extends Exception> E closedAfter(E failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }
}
