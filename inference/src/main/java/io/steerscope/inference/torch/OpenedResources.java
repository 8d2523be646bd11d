package io.steerscope.inference.torch;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened for a model: closed together, the last first. Not thread-safe while it grows. */
public final class OpenedResources implements AutoCloseable {

    /** Something that closes without a checked exception. */
    @FunctionalInterface
    public interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Resource> resources = new ArrayDeque<>();

    /** Takes over a resource. */
    public <T> T add(T opened, Resource close) {
        resources.push(close);
        return opened;
    }

    @Override
    public void close() {
        while (!resources.isEmpty()) {
            resources.pop().close();
        }
    }
}
