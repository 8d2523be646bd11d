package io.steerscope.foundation.thread;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Threads that end with the process, named for what they do. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** A thread that has not started. */
    public static Thread of(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Makes threads that all have one name. */
    public static ThreadFactory factory(String name) {
        return task -> of(name, task);
    }

    /** One thread that does a thing again and again: a task that throws is not repeated. */
    public static ScheduledExecutorService ticker(String name) {
        return Executors.newSingleThreadScheduledExecutor(factory(name));
    }
}
