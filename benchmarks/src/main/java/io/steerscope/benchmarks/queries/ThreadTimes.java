package io.steerscope.benchmarks.queries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the threads that ask and answer have done so far, as Linux counts it in {@code /proc/self/task/TID/schedstat},
 * and how long the collector had stopped all threads of the process.
 *
 * @param nanos of each thread that is there, by its id: on a processor, and waiting for one that others had
 * @param stopped seconds of the pauses of the collector
 * @param pauses their number
 */
record ThreadTimes(Map<String, long[]> nanos, double stopped, long pauses) {

    private static final Path TASKS = Path.of("/proc/self/task");

    /** How the names of the threads begin that answer, and of those of the client that ask. */
    private static final List<String> NAMES = List.of("http", "HttpClient");

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    static ThreadTimes now() {
        Map<String, long[]> nanos = new HashMap<>();
        if (Files.isDirectory(TASKS)) {
            try (Stream<Path> tasks = Files.list(TASKS)) {
                tasks.filter(ThreadTimes::isAsked).forEach(task -> add(task, nanos));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        long stopped = 0;
        long pauses = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (!collector.getName().contains("Concurrent")) {
                stopped += collector.getCollectionTime();
                pauses += collector.getCollectionCount();
            }
        }
        return new ThreadTimes(nanos, stopped / MILLIS, pauses);
    }

    /** Of the threads that are there now. */
    ThreadTimes since(ThreadTimes before) {
        Map<String, long[]> more = new HashMap<>();
        nanos.forEach((thread, now) -> {
            long[] then = before.nanos.getOrDefault(thread, new long[2]);
            more.put(thread, new long[] {now[0] - then[0], now[1] - then[1]});
        });
        return new ThreadTimes(more, stopped - before.stopped, pauses - before.pauses);
    }

    /** Seconds on a processor. */
    double running() {
        return nanos.values().stream().mapToLong(times -> times[0]).sum() / NANOS;
    }

    /** Seconds in which they could run and others had the processor. */
    double waiting() {
        return nanos.values().stream().mapToLong(times -> times[1]).sum() / NANOS;
    }

    private static boolean isAsked(Path task) {
        String name = read(task.resolve("comm"));
        return NAMES.stream().anyMatch(name::startsWith);
    }

    private static void add(Path task, Map<String, long[]> nanos) {
        String[] fields = read(task.resolve("schedstat")).trim().split(" ");
        if (fields.length > 1) {
            nanos.put(
                    String.valueOf(task.getFileName()),
                    new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1])});
        }
    }

    /** Nothing of a thread that has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
