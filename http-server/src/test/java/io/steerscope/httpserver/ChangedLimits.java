package io.steerscope.httpserver;

import java.time.Duration;

/** The default limits but for some of them. */
final class ChangedLimits {

    private static final ServerLimits DEFAULT = ServerLimits.DEFAULT;

    private ChangedLimits() {}

    static ServerLimits ofTimes(Duration quiet, Duration body, Duration answer) {
        return with(quiet, body, answer, DEFAULT.allAnswersBytes(), DEFAULT.connections());
    }

    static ServerLimits ofAllAnswersBytes(long bytes) {
        return with(DEFAULT.quiet(), DEFAULT.bodyTime(), DEFAULT.answerTime(), bytes, DEFAULT.connections());
    }

    static ServerLimits ofConnections(int number) {
        return with(DEFAULT.quiet(), DEFAULT.bodyTime(), DEFAULT.answerTime(), DEFAULT.allAnswersBytes(), number);
    }

    private static ServerLimits with(
            Duration quiet, Duration body, Duration answer, long allAnswersBytes, int connections) {
        return new ServerLimits(
                quiet,
                body,
                DEFAULT.bodyBytes(),
                DEFAULT.allBodiesBytes(),
                answer,
                DEFAULT.answerBytesPerSecond(),
                allAnswersBytes,
                connections,
                DEFAULT.waiting());
    }
}
