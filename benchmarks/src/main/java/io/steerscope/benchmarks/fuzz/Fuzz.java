package io.steerscope.benchmarks.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.worker.loop.Worker;

/**
 * Sends random records to a whole system, beside an experiment whose result is known, and counts what became of them.
 */
public final class Fuzz {

    private static final int CHUNK = 500;
    private static final long HEAP_NOISE_MEGABYTES = 128;
    private static final long REPORT_EVERY = 10_000;
    private static final long MOST_BEHIND = 5_000;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final String STATISTICS = "api/experiments/" + FuzzedSystem.EXPERIMENT + "/statistics";

    private final EmbeddedBroker broker;
    private final Path folder;
    private final FuzzedBundles bundles;
    private final Consumer<String> log;
    private final List<String> problems = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();

    private Fuzz(EmbeddedBroker broker, Path folder, FuzzedBundles bundles, Consumer<String> log) {
        this.broker = broker;
        this.folder = folder;
        this.bundles = bundles;
        this.log = log;
    }

    /**
     * Runs.
     *
     * @param records how many records to send
     * @param seed equal seeds give equal records
     * @param folder for the broker and its clients; must be empty
     * @param log is told how far it is, line by line
     */
    public static FuzzOutcome run(long records, long seed, Path folder, FuzzedBundles bundles, Consumer<String> log)
            throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            return new Fuzz(broker, folder, bundles, log).run(records, seed);
        }
    }

    private record Truth(JsonNode statistics, String report) {}

    private FuzzOutcome run(long records, long seed) throws IOException, InterruptedException {
        Truth truth;
        try (FuzzedSystem calm = new FuzzedSystem(broker, folder, "calm.", bundles)) {
            calm.produce();
            truth = truth(calm);
        }
        log.accept("the experiment alone: done");
        try (FuzzedSystem system = new FuzzedSystem(broker, folder, "fuzz.", bundles);
                FuzzedSender sender = new FuzzedSender(system.clients())) {
            FuzzedRecords source = new FuzzedRecords(system.topics(), bundles.generatorId(), seed);
            system.produce();
            for (long sent = 0; sent < records; sent += CHUNK) {
                for (long i = 0; i < Math.min(CHUNK, records - sent); i++) {
                    sender.send(source.next());
                }
                sender.flush();
                awaitRoom(system, sender);
                if ((sent + CHUNK) % REPORT_EVERY == 0) {
                    log.accept("%d of %d records sent".formatted(sent + CHUNK, records));
                }
                for (int quarter = 1; quarter <= 4; quarter++) {
                    long at = records * quarter / 4;
                    if (sent < at && sent + CHUNK >= at) {
                        look(system, sender, quarter, truth);
                    }
                }
            }
            FuzzTally tally = FuzzTally.of(system.clients(), system.topics());
            FuzzAccounts accounts = new FuzzAccounts(system, sender, tally);
            problems.addAll(accounts.problems());
            requireFlatHeap();
            return new FuzzOutcome(records, sender.refused(), sender.taken(), accounts.rows(), heap, problems);
        }
    }

    private Truth truth(FuzzedSystem system) throws InterruptedException, IOException {
        await("the experiment is not complete", () -> isComplete(system));
        awaitAnswer(system);
        return new Truth(
                statistics(system),
                ReportJson.write(TopicReport.read(system.clients(), system.topics(), FuzzedSystem.EXPERIMENT)));
    }

    /** A commit is visible a moment after it was answered. */
    private static boolean isComplete(FuzzedSystem system) {
        try {
            return TopicReport.read(system.clients(), system.topics(), FuzzedSystem.EXPERIMENT)
                    .isComplete();
        } catch (UnknownSubjectException e) {
            return false;
        }
    }

    private JsonNode statistics(FuzzedSystem system) throws InterruptedException, IOException {
        String answer = system.ask(STATISTICS);
        if (!answer.startsWith("{")) {
            problems.add("the aggregator does not answer: " + answer);
            return new ObjectMapper().createObjectNode();
        }
        return new ObjectMapper().readTree(answer).path("statistics");
    }

    private void awaitAnswer(FuzzedSystem system) throws InterruptedException {
        await("the aggregator does not catch up", () -> isCaughtUp(system));
    }

    private static boolean isCaughtUp(FuzzedSystem system) {
        try {
            return system.ask(STATISTICS).contains("\"caught_up\":true");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void awaitRoom(FuzzedSystem system, FuzzedSender sender) throws InterruptedException {
        await("the workers do not go on", () -> behind(system, sender) < MOST_BEHIND);
    }

    /** Jobs and images without an outcome, as the workers count them. */
    private static long behind(FuzzedSystem system, FuzzedSender sender) {
        long jobs = sender.taken().getOrDefault(system.topics().jobs().name(), 0L);
        long images = sender.taken().getOrDefault(system.topics().images().name(), 0L)
                + system.generator().progress().emitted();
        return Math.max(
                jobs - system.generator().progress().settled(),
                images - system.scorer().progress().settled());
    }

    /** Everything answers, the experiment is what it was, and the heap is not fuller than before. */
    private void look(FuzzedSystem system, FuzzedSender sender, int quarter, Truth truth)
            throws InterruptedException, IOException {
        await("the workers do not come to an end", () -> behind(system, sender) <= 0);
        awaitAnswer(system);
        for (Worker worker : List.of(system.generator(), system.scorer())) {
            if (!worker.check().ready()) {
                problems.add(worker.name() + " is not ready: " + worker.check().detail());
            }
        }
        for (String path : List.of("health/live", "health/ready", "metrics", "api/experiments")) {
            String answer = system.ask(path);
            if (answer.startsWith("status ") || answer.startsWith("no answer")) {
                problems.add("at " + 25 * quarter + " %, " + path + ": " + answer);
            }
        }
        if (!statistics(system).equals(truth.statistics())) {
            problems.add("at " + 25 * quarter + " % the statistics of the experiment beside it are others");
        }
        String report = ReportJson.write(TopicReport.read(system.clients(), system.topics(), FuzzedSystem.EXPERIMENT));
        if (!report.equals(truth.report())) {
            problems.add("at " + 25 * quarter + " % the report of the experiment beside it is another");
        }
        heap.add(usedHeapMegabytes());
        log.accept("%d %%: %s taken, heap %d MB, problems %d"
                .formatted(25 * quarter, sender.taken(), heap.get(heap.size() - 1), problems.size()));
    }

    /** State and caches are full long before the middle, so that what grows after it is a leak. */
    private void requireFlatHeap() {
        if (heap.size() == 4 && heap.get(3) > heap.get(1) + Math.max(heap.get(1) / 4, HEAP_NOISE_MEGABYTES)) {
            problems.add("the heap grows: %s MB after collection at the quarters of the way".formatted(heap));
        }
    }

    private static long usedHeapMegabytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() >> 20;
    }

    private void await(String problem, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                problems.add(problem);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
