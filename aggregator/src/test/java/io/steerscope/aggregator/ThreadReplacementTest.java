package io.steerscope.aggregator;

import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadReplacementTest {

    private final AtomicLong nanos = new AtomicLong();
    private final ThreadReplacement replacement = new ThreadReplacement(nanos::get);

    @Test
    void aThreadThatDiesNowAndThenIsReplaced() {
        for (int death = 0; death < 4 * ThreadReplacement.LIMIT; death++) {
            // when
            nanos.addAndGet(ThreadReplacement.WINDOW.toNanos() / 2);

            // then
            assertThat(replacement.handle(new IllegalStateException("fenced")))
                    .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        }
    }

    @Test
    void threadsThatKeepDyingStopTheAggregator() {
        // given
        for (int death = 0; death < ThreadReplacement.LIMIT; death++) {
            replacement.handle(new IllegalStateException("poison"));
        }

        // then
        assertThat(replacement.handle(new IllegalStateException("poison")))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
