package io.steerscope.benchmarks.aggregation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import com.sun.management.OperatingSystemMXBean;

/**
 * One contender from the first score to the commit of the last.
 *
 * @param scores number of scores
 * @param seconds from the moment it has its partitions
 * @param streamThread processor seconds of its stream thread
 * @param process processor seconds of the whole process, broker included
 * @param samples how much was committed when
 * @param marks what was used when each tenth of the scores was committed, from the beginning to the end
 */
record Run(long scores, double seconds, double streamThread, double process, List<Sample> samples, List<Mark> marks) {

    /** What was used until some scores were committed. */
    record Mark(double seconds, long scores, ProcessorUse use) {}

    /** Scores whose results were committed by some time. */
    record Sample(double seconds, long scores) {}

    private static final double NANOS = 1e9;
    private static final long PERIOD_MILLIS = 50;
    private static final int MARKS = 10;

    /** Runs a contender that is not started, and leaves it running. */
    static Run of(Contender contender, long scores) throws InterruptedException, ExecutionException {
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        contender.start();
        await(contender::isRunning);
        long thread = idOfStreamThread();
        double threadBefore = processor(thread);
        double processBefore = machine.getProcessCpuTime() / NANOS;
        long start = System.nanoTime();
        List<Sample> samples = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(0.0, 0, ProcessorUse.now()));
        boolean atEnd;
        do {
            Thread.sleep(PERIOD_MILLIS);
            Sample sample = new Sample(
                    (System.nanoTime() - start) / NANOS, contender.progress().consumed());
            samples.add(sample);
            atEnd = contender.progress().isAtEnd();
            long marked = marks.get(marks.size() - 1).scores();
            if (sample.scores() > marked && (atEnd || sample.scores() >= scores * marks.size() / MARKS)) {
                marks.add(new Mark(sample.seconds(), sample.scores(), ProcessorUse.now()));
            }
        } while (!atEnd);
        return new Run(
                scores,
                (System.nanoTime() - start) / NANOS,
                processor(thread) - threadBefore,
                machine.getProcessCpuTime() / NANOS - processBefore,
                samples,
                marks);
    }

    /** Waits for something that is about to happen. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    double perSecond() {
        return scores / seconds;
    }

    /** Scores a second while the share {@code from} to {@code to} of them was committed. */
    double perSecond(double from, double to) {
        Sample first = sampleAt(from * scores);
        Sample last = sampleAt(to * scores);
        return (last.scores() - first.scores()) / (last.seconds() - first.seconds());
    }

    private Sample sampleAt(double number) {
        return samples.stream()
                .filter(sample -> sample.scores() >= number)
                .findFirst()
                .orElse(samples.get(samples.size() - 1));
    }

    private static long idOfStreamThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null
                    && info.getThreadName().contains("-StreamThread-")
                    && !info.getThreadName().startsWith("kafka-")) {
                return info.getThreadId();
            }
        }
        throw new IllegalStateException("There is no stream thread");
    }

    private static double processor(long thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread) / NANOS;
    }
}
