/**
 * Kafka clients of a worker, and how their configuration is layered.
 *
 * <p>Keys and values are bytes: decoding happens beside the loop, so that a record that cannot be decoded keeps its
 * bytes, and never ends the poll.
 */
@NullMarked
package io.steerscope.worker.client;

import org.jspecify.annotations.NullMarked;
