package io.steerscope.aggregator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.TopicShape;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.schemas.text.FailureLine;

/** Looks every few seconds whether the topics still are those that the state was made of. */
final class TopicWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final long PERIOD_MILLIS = 3_000;
    private static final long SECOND_LOOK_MILLIS = 500;

    private final Admin admin;
    private final TopicShape shape;
    private final Consumer<String> failed;
    private final Runnable besides;
    private final ScheduledExecutorService thread = DaemonThreads.ticker("topic-watch");
    private volatile String problem = "";

    /**
     * @param admin client of the cluster; not closed by this
     * @param failed told why the aggregator cannot go on
     * @param besides what else is to be done every few seconds
     */
    TopicWatch(Admin admin, TopicShape shape, Consumer<String> failed, Runnable besides) {
        this.admin = admin;
        this.shape = shape;
        this.failed = failed;
        this.besides = besides;
    }

    /** Looks once, before anything else is done with the topics, and goes on looking. */
    void start() {
        look();
        if (shape.misses()) {
            LockSupport.parkNanos(Duration.ofMillis(SECOND_LOOK_MILLIS).toNanos());
            look();
        }
        thread.scheduleWithFixedDelay(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Which topic was changed or is missing, and the remedy; empty if none can be seen to be. */
    Optional<String> changed() {
        try {
            return shape.explain(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void tick() {
        besides.run();
        look();
    }

    private synchronized void look() {
        try {
            shape.look(admin).ifPresent(failed);
            problem = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            String line = FailureLine.of(e);
            if (!line.equals(problem)) {
                LOG.atWarn().addKeyValue("reason", line).log("topics cannot be looked at, looking again");
            }
            problem = line;
        }
    }
}
