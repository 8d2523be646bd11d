package io.steerscope.aggregator.query;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;

/** A question and its present answer. */
final class KeptAnswer<V> {

    private static final long LARGEST_AGE_IF_TIMED = TimeUnit.SECONDS.toNanos(1);
    private static final int REST = 9;

    /**
     * @param foundNanos when it was found
     * @param costNanos how long that took
     */
    private record Found<V>(Snapshot<V> snapshot, long foundNanos, long costNanos) {}

    /** @param sinceNanos when an answer was first looked for in vain */
    private record Missing(StateUnavailableException reason, long sinceNanos) {}

    private final Question<V> question;
    private volatile long askedNanos;
    private volatile @Nullable Found<V> found;
    private volatile @Nullable Missing missing;

    KeptAnswer(Question<V> question) {
        this.question = question;
    }

    Question<V> question() {
        return question;
    }

    /**
     * Notes that somebody asks.
     *
     * @throws StateUnavailableException what kept a new answer from being found, where that has been so for too long
     */
    void ask(long nowNanos) {
        askedNanos = nowNanos;
        Missing present = missing;
        if (present != null && nowNanos - present.sinceNanos() > Snapshots.GRACE.toNanos()) {
            throw present.reason();
        }
    }

    boolean isForgotten(long nowNanos) {
        return found != null && nowNanos - askedNanos > Snapshots.KEPT.toNanos();
    }

    /** The answer, if it was found before. */
    Optional<Snapshot<V>> present() {
        return Optional.ofNullable(found).map(Found::snapshot);
    }

    /** The present answer; the first one is found by who asks. */
    Snapshot<V> get(LongSupplier nanoTime) {
        Found<V> present = found;
        return (present == null ? first(nanoTime) : present).snapshot();
    }

    boolean isFound() {
        return found != null;
    }

    /** Finds a new answer, while the present one is given. Only one thread may call this. */
    void refresh(LongSupplier nanoTime) {
        try {
            found = find(nanoTime);
            missing = null;
        } catch (StateUnavailableException e) {
            Missing before = missing;
            missing = new Missing(e, before == null ? nanoTime.getAsLong() : before.sinceNanos());
        }
    }

    /** Whether the answer rests on something else than this, a later one is missing, or time has made it old. */
    boolean isBehind(StateVersion now, long nowNanos) {
        Found<V> present = found;
        return present != null
                && (missing != null
                        || question.isTimed() && nowNanos - present.foundNanos() >= LARGEST_AGE_IF_TIMED
                        || !present.snapshot().version().isAt(now));
    }

    /** Whether the answer is made of another than the present answer to its base, or a later one is missing. */
    boolean isBehind(KeptAnswer<?> base) {
        Found<V> present = found;
        Found<?> below = base.found;
        return present != null
                && below != null
                && (missing != null
                        || present.snapshot().version() != below.snapshot().version());
    }

    /** Whether the answer may be recomputed by now without taking too much of a core. */
    boolean isRested(long nowNanos) {
        Found<V> present = found;
        return present == null || nowNanos - present.foundNanos() >= REST * present.costNanos();
    }

    /** Who asked first has waited until now: an answer that took long is not forgotten as soon as it is there. */
    private synchronized Found<V> first(LongSupplier nanoTime) {
        Found<V> present = found;
        if (present == null) {
            present = find(nanoTime);
            askedNanos = nanoTime.getAsLong();
            found = present;
        }
        return present;
    }

    private Found<V> find(LongSupplier nanoTime) {
        long start = nanoTime.getAsLong();
        Snapshot<V> snapshot = question.ask();
        long end = nanoTime.getAsLong();
        return new Found<>(snapshot, end, end - start);
    }
}
