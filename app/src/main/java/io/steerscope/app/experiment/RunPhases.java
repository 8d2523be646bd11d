package io.steerscope.app.experiment;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

/** Divides the time of a run into phases, one after another. Used by the thread that runs it. */
public final class RunPhases {

    private final List<Phase> phases = new ArrayList<>();
    private long end;
    private long processorEnd;

    private RunPhases(long start, long processorStart) {
        this.end = start;
        this.processorEnd = processorStart;
    }

    /** Phases of which the first began with this process. */
    public static RunPhases sinceStartOfProcess() {
        long uptime = TimeUnit.MILLISECONDS.toNanos(
                ManagementFactory.getRuntimeMXBean().getUptime());
        return new RunPhases(System.nanoTime() - uptime, 0);
    }

    /** Phases of which the first begins now. */
    public static RunPhases sinceNow() {
        return new RunPhases(System.nanoTime(), processorNanos());
    }

    /** The phase that is under way ends now, and the next one begins. */
    public void end(String name) {
        endAt(name, Moment.now());
    }

    /** The phase that is under way ended at that moment, or before it began: then it took no time. */
    void endAt(String name, Moment moment) {
        long later = Math.max(end, moment.nanos());
        long processorLater = Math.max(processorEnd, moment.processorNanos());
        phases.add(new Phase(name, Duration.ofNanos(later - end), Duration.ofNanos(processorLater - processorEnd)));
        end = later;
        processorEnd = processorLater;
    }

    /**
     * A point in time.
     *
     * @param nanos as {@link System#nanoTime()}
     * @param processorNanos processor time of the process until then
     */
    record Moment(long nanos, long processorNanos) {

        static Moment now() {
            return new Moment(System.nanoTime(), RunPhases.processorNanos());
        }
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }

    /** Those that have ended, in order. */
    List<Phase> ended() {
        return List.copyOf(phases);
    }
}
