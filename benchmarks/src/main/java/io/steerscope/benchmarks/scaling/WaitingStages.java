package io.steerscope.benchmarks.scaling;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steerscope.generatorworker.generation.GeneratorStage;
import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.generatorworker.generation.MadeImage;
import io.steerscope.generatorworker.skip.FollowedTopics;
import io.steerscope.generatorworker.skip.SkippingStage;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.scoring.ScoredImage;
import io.steerscope.scorerworker.scoring.ScorerStage;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerSettings;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.SharedOutput;
import io.steerscope.worker.stage.StageDefinition;

/**
 * The stages of {@link GeneratorWorker} and {@link ScorerWorker} with everything that these have, but for the model.
 *
 * @param bundles folder of the toy bundles
 * @param batchTime what the model takes for a batch
 */
record WaitingStages(Path bundles, Duration batchTime) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A worker that is yet to be started. */
    Worker worker(Role role, TopicCatalogue topics, WorkerSettings settings) {
        return role == Role.GENERATOR ? generator(topics, settings) : scorer(topics, settings);
    }

    /** The bundle for which jobs are. */
    static SdxlBundle generatorBundle(Path bundles) {
        return (SdxlBundle) ModelBundle.open(bundles.resolve("toybox-sdxl"));
    }

    /** The bundle that scores are of. */
    static ClipBundle scorerBundle(Path bundles) {
        return (ClipBundle) ModelBundle.open(bundles.resolve("toybox-clip"));
    }

    private Worker scorer(TopicCatalogue topics, WorkerSettings settings) {
        ClipBundle bundle = scorerBundle(bundles);
        StageDefinition<GeneratedImage, ?, ScoredImage> stage = new StageDefinition<>(
                ScorerWorker.STAGE,
                bundle.id(),
                topics.images().name(),
                List.of(Output.of(
                        topics.scores().name(), ScoredImage::score, AvroSerdes.serializer(MarginScore.class))),
                List.of(SharedOutput.of(
                        topics.textEmbeddings().name(),
                        ScoredImage::textsByKey,
                        AvroSerdes.serializer(TextEmbedding.class))),
                topics.deadLetters().name(),
                null,
                AvroSerdes.deserializer(GeneratedImage.class),
                new ScorerStage(
                        bundle,
                        bundle.id(),
                        new WaitingEncoder(batchTime.toNanos(), bundle.embeddingDimension()),
                        true,
                        RecordLimits.DEFAULT,
                        null,
                        Clock.systemUTC()));
        return Worker.create(stage, settings, KafkaClients.connecting());
    }

    private Worker generator(TopicCatalogue topics, WorkerSettings settings) {
        SdxlBundle bundle = generatorBundle(bundles);
        FollowedTopics followed = FollowedTopics.start(topics, KafkaClients.connecting(), settings.clientProperties());
        GeneratorStage images = new GeneratorStage(
                bundle,
                new WaitingPipeline(
                        batchTime.toNanos(), WorkRecords.pictures(bundle.defaultWidth(), bundle.defaultHeight())),
                ImagePlacement.INLINE,
                RecordLimits.DEFAULT,
                "0",
                Clock.systemUTC());
        StageDefinition<GenerationJob, ?, MadeImage> stage = new StageDefinition<>(
                GeneratorWorker.STAGE,
                null,
                topics.jobs().name(),
                List.of(
                        Output.of(
                                topics.images().name(), MadeImage::image, AvroSerdes.serializer(GeneratedImage.class)),
                        Output.of(
                                topics.imageSummaries().name(),
                                MadeImage::summary,
                                AvroSerdes.serializer(ImageSummary.class))),
                topics.deadLetters().name(),
                topics.skippedJobs().name(),
                AvroSerdes.deserializer(GenerationJob.class),
                new SkippingStage<>(images, followed, Clock.systemUTC()));
        followed.awaitKnown(PATIENCE);
        return Worker.create(stage, settings, KafkaClients.connecting());
    }

    /** Settings of a worker of this name. */
    WorkerSettings settings(
            Role role, TopicCatalogue topics, String name, int batchSize, Map<String, Object> clientProperties) {
        return WorkerSettings.of(role.group(topics, scorerBundle(bundles).id()), name, clientProperties)
                .withBatchSize(batchSize);
    }
}
