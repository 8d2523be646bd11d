package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tells a fencing that just happens, after a pause of the process, from another worker with the same name. */
final class Fencings {

    private static final int LIMIT = 3;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String instanceId;
    private final Deque<Long> recent = new ArrayDeque<>();

    Fencings(String instanceId) {
        this.instanceId = instanceId;
    }

    /** @throws WorkerFailedException on the third fencing within a minute */
    void record() {
        long now = System.nanoTime();
        recent.addLast(now);
        recent.removeIf(time -> now - time > WINDOW.toNanos());
        if (recent.size() >= LIMIT) {
            throw new WorkerFailedException(
                    "another running worker uses the instance id \"%s\"; give each worker its own"
                            .formatted(instanceId));
        }
    }
}
