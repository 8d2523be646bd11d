package io.steerscope.interactivequeries;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Times readings of stores and counts what other instances refused.
 *
 * <p>{@code steerscope.store.reads} (timer; tags {@code from}: {@code local} or {@code remote}, {@code store}) and
 * {@code steerscope.store.read.failures} (counter; tag {@code store}).
 */
final class ReadMeters {

    private static final String READS = "steerscope.store.reads";

    private record Tags(String from, String store) {}

    private final MeterRegistry registry;
    private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

    ReadMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    <T> T timeLocal(String store, Supplier<T> reading) {
        return timer("local", store).record(reading);
    }

    <T> CompletableFuture<T> timeRemote(String store, CompletableFuture<T> reading) {
        Timer.Sample sample = Timer.start(registry);
        reading.whenComplete((answer, failure) -> {
            if (failure == null) {
                sample.stop(timer("remote", store));
            } else {
                Counter.builder("steerscope.store.read.failures")
                        .description("Readings that another aggregator refused or did not answer")
                        .tag("store", store)
                        .register(registry)
                        .increment();
            }
        });
        return reading;
    }

    private Timer timer(String from, String store) {
        return timers.computeIfAbsent(new Tags(from, store), tags -> Timer.builder(READS)
                .description("Readings of all partitions of a store that one aggregator holds")
                .tag("from", from)
                .tag("store", store)
                .register(registry));
    }
}
