package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.steerscope.benchmarks.faults.RoleProcess;

/** Lets workers of one stage join and leave, and measures in between. All times are milliseconds since 1970. */
final class StageRun implements AutoCloseable {

    private static final int LOOK_MILLIS = 50;
    private static final int MOST_NEW_PROCESSES = 8;
    private static final long BEFORE = 300;

    private final ScaleOutSettings settings;
    private final StagePlan plan;
    private final RoleProcess broker;
    private final Group group;
    private final Backlog backlog;
    private final WorkerProcesses processes;
    private final List<WorkerProcess> running = new ArrayList<>();
    private final List<WorkerProcess> left = new ArrayList<>();
    private final List<LevelRow> levels = new ArrayList<>();
    private final List<ChangeRow> changes = new ArrayList<>();
    private long measuredFrom;
    private long measuredTo;

    /** A run that has not begun; group and backlog are those of the stage. */
    StageRun(
            ScaleOutSettings settings,
            StagePlan plan,
            RoleProcess broker,
            Group group,
            Backlog backlog,
            WorkerProcesses processes) {
        this.settings = settings;
        this.plan = plan;
        this.broker = broker;
        this.group = group;
        this.backlog = backlog;
        this.processes = processes;
    }

    /** Runs. */
    void run() throws IOException, InterruptedException {
        for (int level : plan.levels()) {
            join(level);
            measure("join");
        }
        for (StagePlan.Change change : plan.changes()) {
            switch (change) {
                case TERM, KILL -> {
                    leave(change);
                    measure("SIG" + change);
                }
                case RESTART -> restart();
            }
        }
    }

    List<LevelRow> levels() {
        return levels;
    }

    List<ChangeRow> changes() {
        return changes;
    }

    private void join(int level) throws IOException, InterruptedException {
        int before = workers();
        List<WorkerProcess> others = List.copyOf(running);
        List<WorkerProcess> joining = new ArrayList<>();
        int missing = level - before;
        if (plan.waits() && before >= MOST_NEW_PROCESSES) {
            joining.add(processes.next(missing));
        } else {
            for (int i = 0; i < missing; i++) {
                joining.add(processes.next(1));
            }
        }
        say("%d -> %d workers: %d processes start".formatted(before, level, joining.size()));
        long start = now();
        for (WorkerProcess process : joining) {
            process.process().start();
            running.add(process);
        }
        List<String> names =
                joining.stream().flatMap(process -> process.workers().stream()).toList();
        await("members", () -> group.members().keySet().containsAll(names));
        long member = now();
        int busy = Math.min(level, settings.partitions());
        await("first commits", () -> committedSince(member - BEFORE, running) >= busy && group.isStable());
        long commit = firstCommits(joining, member, now());
        pause(ScaleOutSettings.SETTLING.toMillis());
        changes.add(new ChangeRow(
                "%d -> %d, join".formatted(before, level),
                seconds(start, member),
                seconds(member, commit),
                null,
                before == 0 ? null : gap(others, measuredFrom, measuredTo),
                before == 0 ? null : gap(others, start, member - BEFORE),
                before == 0 ? null : gap(others, member - BEFORE, now()),
                null,
                null));
    }

    private void leave(StagePlan.Change change) throws IOException, InterruptedException {
        int before = workers();
        WorkerProcess leaving = running.remove(running.size() - 1);
        left.add(leaving);
        Collection<Integer> partitions = partitions(leaving);
        say("SIG%s: %d -> %d workers".formatted(change, before, workers()));
        long signal = now();
        long end = end(leaving, change);
        await("its partitions", () -> group.offsets().untilAll(partitions, end).isPresent());
        pause(ScaleOutSettings.SETTLING.toMillis());
        changes.add(left(
                change,
                List.copyOf(running),
                "%d -> %d, SIG%s".formatted(before, workers(), change),
                signal,
                end,
                partitions));
    }

    private void restart() throws IOException, InterruptedException {
        WorkerProcess leaving = running.get(running.size() - 1);
        List<WorkerProcess> others = running.subList(0, running.size() - 1);
        Collection<Integer> partitions = partitions(leaving);
        say("SIGTERM, and started again");
        long signal = now();
        long end = end(leaving, StagePlan.Change.TERM);
        leaving.process().start();
        await("its partitions", () -> group.offsets().untilAll(partitions, end).isPresent());
        await("its commits", () -> committedSince(end, List.of(leaving)) == 1 && group.isStable());
        pause(ScaleOutSettings.SETTLING.toMillis());
        changes.add(left(
                StagePlan.Change.RESTART, others, "2, SIGTERM and started again at once", signal, end, partitions));
    }

    private ChangeRow left(
            StagePlan.Change change,
            List<WorkerProcess> others,
            String what,
            long signal,
            long end,
            Collection<Integer> partitions)
            throws IOException {
        return new ChangeRow(
                what,
                null,
                null,
                change == StagePlan.Change.KILL ? null : seconds(signal, end),
                gap(others, measuredFrom, measuredTo),
                null,
                gap(others, signal, now()),
                seconds(group.offsets().untilFirst(partitions, end)),
                seconds(group.offsets().untilAll(partitions, end)));
    }

    private static long end(WorkerProcess leaving, StagePlan.Change change) throws IOException, InterruptedException {
        if (change == StagePlan.Change.KILL) {
            leaving.process().kill();
        } else {
            leaving.process().signal("TERM");
            if (leaving.process().awaitEnd(ScaleOutSettings.PATIENCE) == null) {
                throw new IllegalStateException(leaving.process().name() + " did not end after SIGTERM");
            }
        }
        return now();
    }

    private void measure(String how) throws IOException, InterruptedException {
        backlog.takeLeast();
        ProcessorTime before = ProcessorTime.now(broker, running);
        measuredFrom = now();
        pause(settings.measured().toMillis() * plan.patience());
        measuredTo = now();
        ProcessorTime after = ProcessorTime.now(broker, running);
        pause(4 * LOOK_MILLIS);
        requireAlive();
        double seconds = (measuredTo - measuredFrom) / 1e3;
        long transactions = 0;
        double committing = 0;
        for (WorkerProcess process : running) {
            for (CommitTrace trace : process.traces()) {
                Commit done = trace.between(measuredFrom, measuredTo);
                transactions += done.commits();
                committing += done.seconds();
            }
        }
        LevelRow row = new LevelRow(
                workers(),
                running.size(),
                how,
                group.offsets().perSecond(measuredFrom, measuredTo),
                transactions / seconds,
                committing / transactions * 1e3,
                (after.broker() - before.broker()) / seconds,
                (after.workers() - before.workers()) / seconds,
                backlog.takeLeast());
        levels.add(row);
        say("%d workers: %.1f records/s, %.1f transactions/s"
                .formatted(row.workers(), row.perSecond(), row.transactions()));
    }

    private Collection<Integer> partitions(WorkerProcess process) throws InterruptedException {
        Map<String, List<Integer>> members = group.members();
        return process.workers().stream()
                .flatMap(name -> members.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private int workers() {
        return running.stream().mapToInt(process -> process.workers().size()).sum();
    }

    private static int committedSince(long time, Collection<WorkerProcess> processes) throws IOException {
        int committed = 0;
        for (WorkerProcess process : processes) {
            for (CommitTrace trace : process.traces()) {
                committed += trace.hasCommittedSince(time) ? 1 : 0;
            }
        }
        return committed;
    }

    /** When the last of those that committed at all did so first. */
    private static long firstCommits(Collection<WorkerProcess> joining, long member, long now) throws IOException {
        long last = 0;
        for (WorkerProcess process : joining) {
            for (CommitTrace trace : process.traces()) {
                last = trace.commits().isEmpty()
                        ? last
                        : Math.max(last, trace.commits().get(0).at());
            }
        }
        return last == 0 ? now : Math.max(last, member);
    }

    private static @Nullable Double gap(Collection<WorkerProcess> others, long from, long to) throws IOException {
        long longest = 0;
        for (WorkerProcess process : others) {
            for (CommitTrace trace : process.traces()) {
                longest = Math.max(longest, trace.longestGap(from, to));
            }
        }
        return (double) longest;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ScaleOutSettings.PATIENCE.toNanos();
        while (!condition.holds()) {
            requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "%s: waited %d s for %s".formatted(plan.name(), ScaleOutSettings.PATIENCE.toSeconds(), what));
            }
            pause(LOOK_MILLIS);
        }
    }

    private void requireAlive() throws IOException {
        for (WorkerProcess process : running) {
            if (!process.process().isAlive()) {
                throw new IllegalStateException(plan.name() + ": worker "
                        + process.process().name() + " ended by itself: "
                        + process.process().lastLine());
            }
        }
    }

    /** Something that may come true. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static Double seconds(long from, long to) {
        return (to - from) / 1e3;
    }

    private static @Nullable Double seconds(OptionalLong millis) {
        return millis.isPresent() ? (Double) (millis.getAsLong() / 1e3) : null;
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private void say(String line) {
        System.err.println(plan.name() + ": " + line);
    }

    /** Ends all workers, in order. */
    @Override
    public void close() throws IOException {
        for (WorkerProcess process : running) {
            try {
                process.process().signal("TERM");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running.forEach(WorkerProcess::close);
        left.forEach(WorkerProcess::close);
    }
}
