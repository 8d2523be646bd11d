package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;

/** Reads all images again with another CLIP. */
@Command(
        name = "rescore",
        description = {
            "Judges all images that are there with another CLIP, then ends. Its figures stand beside",
            "those of the scorers before it. Interrupted, it continues where it was."
        })
final class RescoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private WorkerOptions worker;

    @Option(names = "--scorer", paramLabel = "BUNDLE", required = true, description = "Bundle that judges the images.")
    private Path scorer;

    @Option(names = "--embeddings", description = "Keep the image embedding in every score.")
    private boolean embeddings;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        ScorerWorkerSettings settings;
        long expected;
        try (Admin admin = kafka.connect()) {
            TopicCatalogue topics = kafka.existingTopics(admin);
            StopAt end = StopAt.currentEndOf(topics.images().name(), admin);
            ScorerWorkerSettings open = ScorerWorkerSettings.of(
                            scorer, worker.threads(), topics, worker.instance(), kafka.clientProperties())
                    .withDevice(worker.device())
                    .withEmbeddings(embeddings);
            settings = open.withWorker(open.worker().withStopAt(end));
            expected = Math.max(1, remaining(admin, end, settings.worker().groupId()));
        }
        PrintWriter err = spec.commandLine().getErr();
        ProgressDisplay display = new ProgressDisplay(err, Terminal.isStandardError());
        AtomicReference<StageCount> last = new AtomicReference<>();
        boolean finished = new WorkerRole(worker, err)
                .run(ScorerWorker.STAGE, clients -> ScorerWorker.start(settings, clients), running -> {
                    last.set(count(running, expected));
                    display.show(List.of(last.get()), System.nanoTime());
                });
        if (!finished) {
            throw new ActionableException("stopped; run the same command again to continue");
        }
        StageCount end = last.get();
        display.finish(
                List.of(new StageCount(end.stage(), end.done(), end.failed(), Math.max(1, end.done() + end.failed()))));
        spec.commandLine().getOut().println("all images are scored by " + settings.scorerId());
        spec.commandLine().getOut().flush();
        return 0;
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
            long from = done == null ? starts.get(partition.getKey()) : done.offset();
            remaining += Math.max(0, partition.getValue() - from);
        }
        return remaining;
    }
}
