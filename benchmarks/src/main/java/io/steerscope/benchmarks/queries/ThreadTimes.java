package io.steerscope.benchmarks.queries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the threads that answer have done so far, as Linux counts it in {@code /proc/self/task/TID/schedstat}, and how
 * long the collector had stopped all threads of the process.
 *
 * @param running seconds on a processor
 * @param waiting seconds in which they could run and another thread had the processor
 * @param stopped seconds of the pauses of the collector
 * @param pauses their number
 */
record ThreadTimes(double running, double waiting, double stopped, long pauses) {

    private static final Path TASKS = Path.of("/proc/self/task");

    /** How the names of the threads begin that answer, and of those of the client that ask. */
    private static final String[] NAMES = {"http", "HttpClient"};

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    static ThreadTimes now() {
        long[] nanos = new long[2];
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
        return new ThreadTimes(nanos[0] / NANOS, nanos[1] / NANOS, stopped / MILLIS, pauses);
    }

    ThreadTimes since(ThreadTimes before) {
        return new ThreadTimes(
                running - before.running, waiting - before.waiting, stopped - before.stopped, pauses - before.pauses);
    }

    private static boolean isAsked(Path task) {
        String name = read(task.resolve("comm"));
        for (String start : NAMES) {
            if (name.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static void add(Path task, long[] nanos) {
        String[] fields = read(task.resolve("schedstat")).trim().split(" ");
        if (fields.length > 1) {
            nanos[0] += Long.parseLong(fields[0]);
            nanos[1] += Long.parseLong(fields[1]);
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
