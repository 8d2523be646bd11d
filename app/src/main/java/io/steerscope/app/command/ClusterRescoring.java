package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

import io.steerscope.aggregator.deadletter.DeadLetterBook;
import io.steerscope.aggregator.deadletter.LetterRetry;
import io.steerscope.aggregator.deadletter.RetryOutcome;
import io.steerscope.app.experiment.RetryHint;
import io.steerscope.app.experiment.WorkerBounds;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;

/** Judges the images of a cluster again, up to the end that their topic has at the start. */
final class ClusterRescoring {

    private final CommandSpec spec;
    private final KafkaOptions kafka;
    private final WorkerOptions worker;
    private final WorkerBounds bounds;

    ClusterRescoring(CommandSpec spec, KafkaOptions kafka, WorkerOptions worker, WorkerBounds bounds) {
        this.bounds = bounds;
        this.spec = spec;
        this.kafka = kafka;
        this.worker = worker;
    }

    /** Runs to the end, prints the comparison or how to get it, and returns the exit status. */
    int run(ClipBundle scorer, boolean embeddings, boolean retryFailed) throws InterruptedException {
        TopicCatalogue topics;
        ScorerWorkerSettings settings;
        long expected;
        try (Admin admin = kafka.connect()) {
            topics = kafka.existingTopics(admin, TopicUse.score(embeddings));
            if (retryFailed) {
                retry(topics, scorer.id());
            }
            StopAt end = StopAt.currentEndOf(topics.images().name(), admin);
            ScorerWorkerSettings open = ScorerWorkerSettings.of(
                            scorer, worker.scorerThreads(), topics, worker.instance(), kafka.clientProperties())
                    .withDevice(worker.device())
                    .withLimits(bounds.limits())
                    .withEmbeddings(embeddings);
            settings = open.withWorker(bounds.on(open.worker()).withStopAt(end));
            expected = Math.max(1, remaining(admin, end, settings.worker().groupId()));
        } catch (ExecutionException e) {
            throw new ActionableException("the images cannot be read: " + FailureLine.of(e), e);
        }
        if (!score(settings, expected)) {
            throw new ActionableException("stopped; run the same command again to continue");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("all images are scored by " + settings.scorerId());
        compare(topics, out);
        hint(topics, settings.scorerId(), out);
        out.flush();
        return 0;
    }

    private boolean score(ScorerWorkerSettings settings, long expected) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        ProgressDisplay display = new ProgressDisplay(err, Terminal.isStandardError());
        AtomicReference<@Nullable StageCount> last = new AtomicReference<>();
        boolean finished = new WorkerRole(worker, err)
                .run(ScorerWorker.STAGE, clients -> ScorerWorker.start(settings, clients), running -> {
                    StageCount count = count(running, expected);
                    last.set(count);
                    display.show(List.of(count), System.nanoTime());
                });
        StageCount end = last.get();
        if (finished && end != null) {
            long settled = Math.max(1, end.done() + end.failed());
            display.finish(List.of(new StageCount(end.stage(), end.done(), end.failed(), settled)));
        }
        return finished;
    }

    private void retry(TopicCatalogue topics, String scorerId) {
        RetryOutcome outcome =
                LetterRetry.retry(kafka.clientProperties(), topics, RetryHint.filter(topics, scorerId), letters -> {});
        PrintWriter err = spec.commandLine().getErr();
        err.println(LetterText.counted(outcome.total(), "image") + " that " + scorerId
                + " could not judge put back, to be tried again");
        outcome.refused()
                .forEach(refused -> err.println("letter " + refused.letter().position() + " cannot be retried: "
                        + LetterText.visible(refused.reason())));
        err.flush();
    }

    /** What could be tried again. */
    private void hint(TopicCatalogue topics, String scorerId, PrintWriter out) {
        int open = DeadLetterBook.read(kafka.clientProperties(), topics)
                .letters(RetryHint.filter(topics, scorerId))
                .size();
        if (open > 0) {
            out.println(LetterText.counted(open, "image")
                    + " could not be judged for a reason that may have gone, as a folder that was missing: the same command"
                    + " with --retry-failed tries them again");
        }
    }

    private void compare(TopicCatalogue topics, PrintWriter out) {
        Map<String, Object> clients = kafka.clientProperties();
        List<String> experiments = TopicReport.experiments(clients, topics);
        if (experiments.size() == 1) {
            out.println();
            out.print(ReportTable.render(TopicReport.read(clients, topics, experiments.get(0)), Terminal.columns()));
            return;
        }
        experiments.forEach(experiment -> out.println("compare the scorers: steerscope report --experiment "
                + experiment + " with the same --bootstrap-server or --config"));
    }

    private static StageCount count(Worker running, long expected) {
        var progress = running.progress();
        return new StageCount(running.name(), progress.emitted(), progress.rejected(), expected);
    }

    /** Offsets between what the scorer's group has done and the end; a few more than records, as commits count too. */
    private static long remaining(Admin admin, StopAt end, String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group)
                .get();
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
        end.offsets().keySet().forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
        admin.listOffsets(earliest).all().get().forEach((partition, info) -> starts.put(partition, info.offset()));
        long remaining = 0;
        for (Map.Entry<TopicPartition, Long> partition : end.offsets().entrySet()) {
            OffsetAndMetadata done = committed.get(partition.getKey());
            long from = done == null ? Objects.requireNonNull(starts.get(partition.getKey())) : done.offset();
            remaining += Math.max(0, partition.getValue() - from);
        }
        return remaining;
    }
}
