package io.steerscope.aggregator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;

/**
 * Replaces a stream thread that died, since most causes pass (a broker restarts, a transaction was fenced). It gives up
 * at once where another thread would meet the same (rights, topics, a newer schema, a broken runtime), and when threads
 * keep dying.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    static final int LIMIT = 5;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);
    private static final String GROWN = "has invalid partitions";

    private final LongSupplier nanoClock;
    private final String applicationId;
    private final Supplier<Optional<String>> changedTopic;
    private final Consumer<String> failed;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * @param changedTopic asked which topic was changed, and for the remedy, where streams say only that one was
     * @param failed told why the aggregator ends, in one line
     */
    ThreadReplacement(
            LongSupplier nanoClock,
            String applicationId,
            Supplier<Optional<String>> changedTopic,
            Consumer<String> failed) {
        this.nanoClock = nanoClock;
        this.applicationId = applicationId;
        this.changedTopic = changedTopic;
        this.failed = failed;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        String line = FailureLine.of(failure);
        if (isLasting(failure)) {
            Optional<String> topic = isOfTopics(failure) ? changedTopic.get() : Optional.empty();
            return stop(topic.orElseGet(() -> line + remedy(line)), null);
        }
        long now = nanoClock.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW.toNanos()) {
            deaths.removeFirst();
        }
        if (deaths.size() > LIMIT) {
            return stop(
                    "its threads died %d times within %d minutes, the last one of: %s"
                            .formatted(deaths.size(), WINDOW.toMinutes(), line),
                    failure);
        }
        LOG.atError()
                .setCause(failure)
                .addKeyValue("deaths", deaths.size())
                .addKeyValue("reason", line)
                .log("stream thread died and is replaced");
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse stop(String line, @Nullable Throwable failure) {
        LOG.atError().setCause(failure).addKeyValue("reason", line).log("stream thread died, the aggregator ends");
        failed.accept(line);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Whether a new thread would die of the same. An exhausted heap or stack may have been one record's doing. */
    private static boolean isLasting(Throwable failure) {
        Error error = FailureLine.find(failure, Error.class);
        return error != null && !(error instanceof OutOfMemoryError) && !(error instanceof StackOverflowError)
                || FailureLine.find(failure, NewerSchemaException.class) != null
                || FailureLine.find(failure, AuthorizationException.class) != null
                || FailureLine.find(failure, AuthenticationException.class) != null
                || FailureLine.find(failure, UnsupportedVersionException.class) != null
                || FailureLine.find(failure, ConfigException.class) != null
                || isOfTopics(failure);
    }

    private static boolean isOfTopics(Throwable failure) {
        return FailureLine.find(failure, MissingSourceTopicException.class) != null
                || FailureLine.of(failure).contains(GROWN);
    }

    private String remedy(String line) {
        return line.contains(GROWN)
                ? ("; a topic has other partitions than when application %s began: stop all of its aggregators and start"
                                + " them with another --application-id")
                        .formatted(applicationId)
                : "";
    }
}
