package io.steerscope.app.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The rate of a count over the last seconds. */
final class RateMeter {

    private static final Duration WINDOW = Duration.ofSeconds(15);

    private record Sample(long nanos, long count) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Notes the count.
     *
     * @param nanos time, as {@link System#nanoTime()}
     */
    void observe(long nanos, long count) {
        samples.addLast(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
    }

    /** Things per second; empty as long as nothing has moved. */
    OptionalDouble perSecond() {
        if (samples.isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = (samples.getLast().nanos() - samples.getFirst().nanos()) / 1e9;
        long moved = samples.getLast().count() - samples.getFirst().count();
        return moved <= 0 || seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of(moved / seconds);
    }
}
