/**
 * What operators see of a worker: health and metrics over HTTP.
 *
 * <p>Metrics are named {@code steerscope.worker.*} and tagged by {@code worker}; Kafka's own client metrics stand
 * beside them where they are asked for.
 */
@NullMarked
package io.steerscope.worker.monitoring;

import org.jspecify.annotations.NullMarked;
