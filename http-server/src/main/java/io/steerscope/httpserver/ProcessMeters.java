package io.steerscope.httpserver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** Meters of the process, the same in every role: version, memory, collections, processor, threads, uptime. */
public final class ProcessMeters implements AutoCloseable {

    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

    private ProcessMeters(MeterRegistry registry) {
        Gauge.builder("steerscope.build.info", () -> 1)
                .description("1, with the version of the program")
                .tag("version", version())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        pressure.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    /** Adds the meters. */
    public static ProcessMeters bindTo(MeterRegistry registry) {
        return new ProcessMeters(registry);
    }

    /** The version that Maven wrote into the jar's manifest. */
    private static String version() {
        String version = ProcessMeters.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public void close() {
        collections.close();
        pressure.close();
    }
}
