package io.steerscope.httpserver;

import java.time.Duration;

/**
 * How much of a server one client, and all of them together, can take.
 *
 * @param quiet how long a connection may be without a whole request: before its first, between two, and in the middle
 *     of the head of one
 * @param bodyTime how long the body of a request may take
 * @param bodyBytes size of the largest body
 * @param allBodiesBytes size of all bodies that are being read
 * @param answerTime how long an answer may take to be sent, and one second more for every {@code answerBytesPerSecond}
 * @param answerBytesPerSecond least speed of an answer
 * @param allAnswersBytes size of all answers that are being sent; beyond it the oldest are cut off
 * @param connections connections; beyond it those that have been without a request for longest are closed
 * @param waiting requests of one lane that wait for a thread; others are told that the server is busy
 */
record ServerLimits(
        Duration quiet,
        Duration bodyTime,
        int bodyBytes,
        long allBodiesBytes,
        Duration answerTime,
        int answerBytesPerSecond,
        long allAnswersBytes,
        int connections,
        int waiting) {

    /** Size of the head of a request, its path and query included, in bytes. */
    static final int HEAD_BYTES = 8 * 1024;

    static final ServerLimits DEFAULT = new ServerLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            1024 * 1024,
            64L * 1024 * 1024,
            Duration.ofSeconds(20),
            16 * 1024,
            128L * 1024 * 1024,
            1000,
            500);
}
