/**
 * The HTTP interface of the aggregator: JSON for programs, one static page for people.
 *
 * <p>Errors are JSON too: {@code {"error", "message", "retryable"}} with status 400, 404 or 503.
 */
@NullMarked
package io.steerscope.aggregator.http;

import org.jspecify.annotations.NullMarked;
