/**
 * The aggregator: a Kafka Streams application that keeps the statistics of every experiment while its scores arrive,
 * answers questions about them, and publishes the final report.
 *
 * <p>{@link io.steerscope.aggregator.Aggregator} joins the parts: {@code topology} computes, {@code query} reads,
 * {@code http} answers, {@code report} writes. Everything but {@code topology} only reads its stores.
 *
 * <p>Threads: one stream thread and one global thread (Kafka Streams), one thread that publishes reports, and a small
 * pool that serves HTTP.
 */
@NullMarked
package io.steerscope.aggregator;

import org.jspecify.annotations.NullMarked;
