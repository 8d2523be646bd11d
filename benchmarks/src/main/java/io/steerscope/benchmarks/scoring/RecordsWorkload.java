package io.steerscope.benchmarks.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * Images in Kafka to committed scores, by a scorer worker as {@code score} starts it. A run is one worker with a group
 * of its own, from the start of the topic to its end; opening the model is part of it.
 */
final class RecordsWorkload implements ScoringWorkload {

    private final EmbeddedBroker broker;
    private final TopicCatalogue topics = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 4, (short) 1);
    private final ClipBundle bundle;
    private final int threads;
    private int runs;

    RecordsWorkload(ClipBundle bundle, Path folder, int images, int threads) throws IOException {
        this.bundle = bundle;
        this.threads = threads;
        this.broker = EmbeddedBroker.start(Files.createTempDirectory("steerscope-scoring"), 0);
        try (Admin admin = Admin.create(client())) {
            new TopicAdministrator(admin).apply(topics);
        }
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("max.request.size", TopicCatalogue.IMAGE_MESSAGE_BYTES);
        try (KafkaProducer<String, GeneratedImage> producer =
                new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(GeneratedImage.class))) {
            for (GeneratedImage image : ImageRecords.of(folder, images, true)) {
                String key = RecordKeys.jobKey(image.getIdentity());
                producer.send(new ProducerRecord<>(topics.images().name(), key, image));
            }
        }
    }

    @Override
    public List<Double> run() throws ExecutionException, InterruptedException {
        runs++;
        StopAt end;
        try (Admin admin = Admin.create(client())) {
            end = StopAt.currentEndOf(topics.images().name(), admin);
        }
        ScorerWorkerSettings settings = ScorerWorkerSettings.of(bundle, threads, topics, "benchmark-" + runs, client());
        ScorerWorkerSettings bounded = new ScorerWorkerSettings(
                settings.bundle(),
                "round-" + runs,
                settings.device(),
                settings.threads(),
                settings.parallelBatches(),
                settings.keepsEmbeddings(),
                settings.limits(),
                settings.imageFolder(),
                topics,
                WorkerSettings.of("round-" + runs, "benchmark", client())
                        .withBatchSize(settings.worker().batchSize())
                        .withPrepareThreads(settings.worker().prepareThreads())
                        .withStopAt(end));
        try (Worker worker = ScorerWorker.start(bounded)) {
            worker.awaitStop();
            worker.failure().ifPresent(failure -> {
                throw new IllegalStateException(failure);
            });
            WorkerProgress progress = worker.progress();
            System.err.printf(
                    "records %d: prepare %d ms, model %d ms in %d batches, waiting %d ms, commits %d ms%n",
                    progress.emitted(),
                    progress.prepareTime().toMillis(),
                    progress.processTime().toMillis(),
                    progress.batches(),
                    progress.waitTime().toMillis(),
                    progress.commitTime().toMillis());
        }
        return List.of();
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @Override
    public void close() {
        broker.close();
    }
}
