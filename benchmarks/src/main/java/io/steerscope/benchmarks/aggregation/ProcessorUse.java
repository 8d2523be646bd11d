package io.steerscope.benchmarks.aggregation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * Processor time that this process has taken so far, told apart by what its threads are there for.
 *
 * @param seconds by kind of thread; of threads that have ended nothing
 * @param process of the whole process
 * @param pauses seconds in which the collector had stopped all threads
 */
record ProcessorUse(Map<Threads, Double> seconds, double process, double pauses) {

    /** What threads are there for. */
    enum Threads {
        /** The stream thread: the topology, its stores, and the sending of records. */
        STREAM("stream thread"),
        /** Network of the producer of the stream thread, and heartbeats. */
        CLIENTS("its clients"),
        /** The broker, and the measurement. */
        BROKER("broker"),
        /** The garbage collector, beside the threads and while they are stopped. */
        COLLECTOR("collector"),
        /** The compilers of the JVM. */
        COMPILER("compiler");

        private final String title;

        Threads(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    /** Fields 14 and 15 of {@code /proc/PID/task/TID/stat}, user and system, are in ticks of 1/100 s. */
    private static final double TICKS = 100.0;

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static ProcessorUse now() {
        Map<Threads, Double> seconds = new EnumMap<>(Threads.class);
        for (Threads kind : Threads.values()) {
            seconds.put(kind, 0.0);
        }
        long[] ids = THREADS.getAllThreadIds();
        long[] nanos = THREADS.getThreadCpuTime(ids);
        ThreadInfo[] threads = THREADS.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            if (threads[i] != null && nanos[i] >= 0) {
                seconds.merge(kindOf(threads[i].getThreadName()), nanos[i] / NANOS, Double::sum);
            }
        }
        addNative(seconds);
        return new ProcessorUse(seconds, MACHINE.getProcessCpuTime() / NANOS, stopped());
    }

    double of(Threads kind) {
        return seconds.getOrDefault(kind, 0.0);
    }

    private static Threads kindOf(String thread) {
        if (thread.startsWith("kafka-producer-network-thread") || thread.startsWith("kafka-coordinator-heartbeat")) {
            return Threads.CLIENTS;
        }
        return thread.contains("-StreamThread-") ? Threads.STREAM : Threads.BROKER;
    }

    /** The threads of the JVM itself, which Java does not show; nothing where there is no {@code /proc}. */
    private static void addNative(Map<Threads, Double> seconds) {
        if (!Files.isDirectory(TASKS)) {
            return;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                String stat = read(task.resolve("stat"));
                int end = stat.lastIndexOf(')');
                if (end > 0) {
                    String name = stat.substring(stat.indexOf('(') + 1, end);
                    String[] fields = stat.substring(end + 2).split(" ");
                    double used = (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
                    if (name.startsWith("G1 ") || name.startsWith("GC Thread") || name.equals("VM Thread")) {
                        seconds.merge(Threads.COLLECTOR, used, Double::sum);
                    } else if (name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler")) {
                        seconds.merge(Threads.COMPILER, used, Double::sum);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing for a thread that has just ended. */
    private static String read(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException e) {
            return "";
        }
    }

    private static double stopped() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .filter(collector -> !collector.getName().contains("Concurrent"))
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                / MILLIS;
    }
}
