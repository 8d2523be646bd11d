/**
 * The HTTP interface of the aggregator: JSON for programs, one static page for people.
 *
 * <p>{@code openapi.json} describes it. Every answer about experiments says what it rests on ({@link
 * io.steerscope.aggregator.http.Envelope}); errors are JSON too ({@link io.steerscope.aggregator.http.ErrorBody}), with
 * status 400, 404 or, where asking again can help, 503. Answers that are the same for everybody are kept as finished
 * text while somebody asks for them ({@link io.steerscope.aggregator.query.Snapshots}).
 */
@NullMarked
package io.steerscope.aggregator.http;

import org.jspecify.annotations.NullMarked;
