package io.steerscope.aggregator.query;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.UnknownSubjectException;

/**
 * Answers that are kept while somebody asks for them. Who asks gets the present one at once; one thread in the
 * background finds a new one whenever the position has moved. Safe for use by several threads.
 *
 * <ul>
 *   <li>The first to ask waits for the answer, others who ask meanwhile wait for the same; {@link #LARGEST_WAITING} at
 *       most wait at a time, so that answers that are there are given meanwhile.
 *   <li>An answer that took t to find is recomputed after 9 t at the earliest, so that no question takes more than a
 *       tenth of one core, and all of them together take one thread at most. So an answer is behind the position by a
 *       look around ({@link #start}) and 10 t at most.
 *   <li>What nobody has asked for {@link #KEPT} is dropped, and then found when somebody asks.
 *   <li>While the state is away, its {@link StateUnavailableException} is the answer. Where the state is there but a
 *       part of it does not answer, the present answer holds for another {@link #GRACE}, then the exception does.
 * </ul>
 */
public final class Snapshots implements AutoCloseable {

    /** How long an answer is kept after somebody asked for it. */
    public static final Duration KEPT = Duration.ofSeconds(10);

    /** How long an answer is given that should have been recomputed and could not be. */
    public static final Duration GRACE = Duration.ofSeconds(2);

    /** How many may wait for answers that are found for the first time; others get theirs meanwhile. */
    public static final int LARGEST_WAITING = 12;

    static final int LARGEST_NUMBER = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Supplier<StateVersion> version;
    private final LongSupplier nanoTime;
    private final Semaphore waiting = new Semaphore(LARGEST_WAITING);
    private final Map<Question<?>, KeptAnswer<?>> kept = new ConcurrentHashMap<>();
    private final boolean isApart;
    private final ScheduledExecutorService thread;
    private volatile @Nullable Thread own;

    private Snapshots(Supplier<StateVersion> version, LongSupplier nanoTime, boolean isApart, String name) {
        this.version = version;
        this.nanoTime = nanoTime;
        this.isApart = isApart;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = DaemonThreads.of(name, work);
            own = created;
            return created;
        });
    }

    /**
     * Answers of which the first is found by who asks.
     *
     * @param version what an answer would rest on now; throws while the state is away
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public static Snapshots shared(Supplier<StateVersion> version, LongSupplier nanoTime) {
        return new Snapshots(version, nanoTime, false, "snapshots");
    }

    /**
     * Answers that are all found by one thread, one after the other, for questions that take long. Sums over embeddings
     * may take all cores meanwhile.
     *
     * @param version what an answer would rest on now; throws while the state is away
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    public static Snapshots apart(Supplier<StateVersion> version, LongSupplier nanoTime) {
        return new Snapshots(version, nanoTime, true, "analyses");
    }

    /** Begins to look around, so often, for answers to recompute. */
    public void start(Duration period) {
        thread.scheduleWithFixedDelay(this::tick, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The present answer.
     *
     * @throws StateUnavailableException while there is none
     * @throws UnknownSubjectException as the question throws it
     */
    public <V> Snapshot<V> get(Question<V> question) {
        version.get();
        long now = nanoTime.getAsLong();
        askBelow(question, now);
        KeptAnswer<V> answer = kept(question);
        answer.ask(now);
        return answer.present().orElseGet(() -> first(question, answer));
    }

    /** What an answer is made of is kept as long as the answer. */
    private void askBelow(Question<?> question, long now) {
        question.base().ifPresent(base -> {
            KeptAnswer<?> below = kept.get(base);
            if (below != null) {
                below.ask(now);
            }
            askBelow(base, now);
        });
    }

    private <V> Snapshot<V> first(Question<V> question, KeptAnswer<V> answer) {
        if (!waiting.tryAcquire()) {
            throw new StateUnavailableException(
                    StateUnavailableException.Reason.BUSY,
                    LARGEST_WAITING + " wait already for answers that nobody asked for before");
        }
        try {
            return found(answer);
        } finally {
            waiting.release();
            if (!answer.isFound()) {
                kept.remove(question, answer);
            }
        }
    }

    private <V> Snapshot<V> found(KeptAnswer<V> answer) {
        if (!isApart || Thread.currentThread() == own) {
            return answer.get(nanoTime);
        }
        try {
            return thread.submit(() -> answer.get(nanoTime)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("An answer could not be found", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateUnavailableException(
                    StateUnavailableException.Reason.STOPPED, "Interrupted while waiting", e);
        } catch (RejectedExecutionException e) {
            throw new StateUnavailableException(
                    StateUnavailableException.Reason.STOPPED, "The aggregator is stopping", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Recomputes what is due, and drops what nobody asks for. */
    void refresh() {
        long now = nanoTime.getAsLong();
        kept.values().removeIf(answer -> answer.isForgotten(now));
        if (kept.isEmpty()) {
            return;
        }
        StateVersion present = version.get();
        kept.values().forEach(answer -> refresh(answer, present));
    }

    private void refresh(KeptAnswer<?> answer, StateVersion present) {
        Optional<KeptAnswer<?>> base = answer.question().base().map(kept::get);
        base.ifPresent(one -> refresh(one, present));
        long now = nanoTime.getAsLong();
        boolean behind = base.isPresent() ? answer.isBehind(base.get()) : answer.isBehind(present, now);
        if (!behind || !answer.isRested(now)) {
            return;
        }
        try {
            answer.refresh(nanoTime);
        } catch (UnknownSubjectException e) {
            kept.remove(answer.question(), answer);
        } catch (RuntimeException | OutOfMemoryError e) {
            kept.remove(answer.question(), answer);
            LOG.atError().setCause(e).addKeyValue("question", answer.question()).log("answer could not be recomputed");
        }
    }

    /** Beyond the largest number nothing is kept; the answer is then found by who asks. */
    @SuppressWarnings("unchecked")
    private <V> KeptAnswer<V> kept(Question<V> question) {
        KeptAnswer<?> present = kept.get(question);
        if (present == null) {
            present = kept.size() < LARGEST_NUMBER
                    ? kept.computeIfAbsent(question, KeptAnswer::new)
                    : new KeptAnswer<>(question);
        }
        return (KeptAnswer<V>) present;
    }

    private void tick() {
        try {
            refresh();
        } catch (StateUnavailableException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("answers wait");
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.atError().setCause(e).log("answers could not be recomputed");
        }
    }
}
