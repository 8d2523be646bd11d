package io.steerscope.app.experiment;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.progress.StageCount;

/** Notes what it sees, and stops a run once so many images are written. */
final class TestMonitor implements RunMonitor {

    final List<String> parts = new ArrayList<>();
    List<StageCount> counts = List.of();

    @Nullable
    URI dashboard;

    private final long stopAfterImages;

    private TestMonitor(long stopAfterImages) {
        this.stopAfterImages = stopAfterImages;
    }

    static TestMonitor watching() {
        return new TestMonitor(Long.MAX_VALUE);
    }

    static TestMonitor stoppingAfter(long images) {
        return new TestMonitor(images);
    }

    /** Stops as soon as everything has started. */
    static TestMonitor stoppingAtOnce() {
        return new TestMonitor(-1);
    }

    @Override
    public void starting(String what) {
        parts.add(what);
    }

    @Override
    public void started(@Nullable URI address, String bootstrapServers) {
        dashboard = address;
    }

    @Override
    public void progress(List<StageCount> now) {
        counts = now;
    }

    @Override
    public boolean stopRequested() {
        return stopAfterImages < 0 || !counts.isEmpty() && counts.get(0).done() >= stopAfterImages;
    }
}
