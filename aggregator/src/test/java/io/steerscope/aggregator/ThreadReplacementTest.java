package io.steerscope.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadReplacementTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> failures = new ArrayList<>();
    private Optional<String> changedTopic = Optional.empty();
    private final ThreadReplacement replacement =
            new ThreadReplacement(nanos::get, "agg", () -> changedTopic, failures::add);

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
    void threadsThatKeepDyingStopTheAggregatorWhichNamesTheLastCause() {
        // given
        for (int death = 0; death < ThreadReplacement.LIMIT; death++) {
            replacement.handle(new IllegalStateException("poison"));
        }

        // then
        assertThat(replacement.handle(new StreamsException(new IllegalStateException("poison"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures).containsExactly("its threads died 6 times within 5 minutes, the last one of: poison");
    }

    @Test
    void whereTheStreamsSayOnlyThatATopicIsGoneTheTopicIsNamed() {
        // given
        changedTopic = Optional.of("topic scores was deleted: create it again");

        // when
        replacement.handle(new StreamsException(new MissingSourceTopicException("One or more were missing")));

        // then
        assertThat(failures).containsExactly("topic scores was deleted: create it again");
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatAnotherThreadWouldMeetTooStopsTheAggregatorAtOnce(Throwable cause, String line) {
        // when
        StreamThreadExceptionResponse response = replacement.handle(new StreamsException(cause));

        // then
        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(failures).singleElement().asString().startsWith(line);
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(new TopicAuthorizationException(Set.of("scores")), "Not authorized to access topics"),
                Arguments.of(new SaslAuthenticationException("wrong password"), "wrong password"),
                Arguments.of(new MissingSourceTopicException("scores is gone"), "scores is gone"),
                Arguments.of(new NoClassDefFoundError("org/Gone"), "org/Gone"),
                Arguments.of(
                        new StreamsException(
                                "Existing internal topic a has invalid partitions: expected: 4; actual: 3."),
                        "Existing internal topic a has invalid partitions: expected: 4; actual: 3.; a topic has other"
                                + " partitions than when application agg began"));
    }

    @Test
    void anExhaustedHeapIsTriedAgain() {
        // then
        assertThat(replacement.handle(new OutOfMemoryError("Java heap space")))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(failures).isEmpty();
    }
}
