package io.steerscope.aggregator.http;

import io.steerscope.interactivequeries.StateUnavailableException;

/**
 * What a question gets instead of an answer.
 *
 * @param error class of the error, such as {@code unknown_subject} or {@code rebalancing}
 * @param message one line for people
 * @param retryable whether the same question can be answered later without anybody's doing
 */
record ErrorBody(String error, String message, boolean retryable) {

    static ErrorBody of(StateUnavailableException unavailable) {
        return new ErrorBody(
                unavailable.reason().code(),
                String.valueOf(unavailable.getMessage()),
                unavailable.reason().isRetryable());
    }
}
