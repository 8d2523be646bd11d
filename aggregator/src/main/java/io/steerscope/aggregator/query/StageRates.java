package io.steerscope.aggregator.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.steerscope.interactivequeries.InputPosition;

/**
 * How fast stages are, from how far each was whenever it was looked at in the last 30 seconds. Safe for use by several
 * threads.
 */
public final class StageRates {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORTEST_SPAN = TimeUnit.SECONDS.toNanos(2);
    private static final long BETWEEN_SAMPLES = TimeUnit.MILLISECONDS.toNanos(500);

    private record Series(String experimentId, String stage, String scorerId) {}

    private record Sample(long nanos, long settled) {}

    private final LongSupplier nanoTime;
    private final CatchUp catchUp = new CatchUp();
    private final Map<Series, Deque<Sample>> samples = new HashMap<>();

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public StageRates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Takes note of a stage and says how many images it settled a second, failures included, since the first look in
     * the window. Empty where that is less than two seconds ago, where the stage has finished, and until the aggregator
     * has read what was there when it began.
     *
     * @param position what the progress rests on
     */
    public synchronized OptionalDouble perSecond(String experimentId, StageProgress stage, InputPosition position) {
        if (!catchUp.isThrough(position)) {
            return OptionalDouble.empty();
        }
        long now = nanoTime.getAsLong();
        forgetBefore(now - WINDOW);
        Series series = new Series(experimentId, stage.stage(), String.valueOf(stage.scorerId()));
        Deque<Sample> own = samples.computeIfAbsent(series, key -> new ArrayDeque<>());
        if (own.isEmpty() || now - own.getLast().nanos() >= BETWEEN_SAMPLES) {
            own.add(new Sample(now, stage.settled()));
        }
        Sample first = own.getFirst();
        if (stage.missing() == 0 || now - first.nanos() < SHORTEST_SPAN) {
            return OptionalDouble.empty();
        }
        long settled = Math.max(0, stage.settled() - first.settled());
        return OptionalDouble.of(settled * 1e9 / (now - first.nanos()));
    }

    private void forgetBefore(long start) {
        samples.values().forEach(own -> {
            while (!own.isEmpty() && own.getFirst().nanos() - start < 0) {
                own.removeFirst();
            }
        });
        samples.values().removeIf(Deque::isEmpty);
    }
}
