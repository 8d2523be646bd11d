package io.steerscope.generatorworker.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.steerscope.generatorworker.generation.GeneratorStage;
import io.steerscope.generatorworker.generation.ImagePipeline;
import io.steerscope.generatorworker.generation.MadeImage;
import io.steerscope.generatorworker.generation.PreparedJob;
import io.steerscope.generatorworker.generation.SdxlImagePipeline;
import io.steerscope.generatorworker.skip.FollowedTopics;
import io.steerscope.generatorworker.skip.PositionedJob;
import io.steerscope.generatorworker.skip.SkippingStage;
import io.steerscope.generatorworker.skip.UnwantedJobs;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.torch.DeviceArithmetic;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.StageDefinition;

/** Starts workers that turn jobs into images. */
public final class GeneratorWorker {

    /** Name of the stage in dead letters, logs and metrics. */
    public static final String STAGE = "generator";

    private static final Duration FOLLOWED_PATIENCE = Duration.ofMinutes(2);

    private GeneratorWorker() {}

    /**
     * Loads and checks the model, reads the orders to cancel and the decisions, then starts a worker; closing the
     * worker releases the model.
     *
     * @throws BundleException if a file of the bundle is missing or damaged, or the model gives numbers that are not
     *     finite
     * @throws org.apache.kafka.common.KafkaException if the orders to cancel or the decisions cannot be read
     */
    public static Worker start(GeneratorWorkerSettings settings) {
        return start(settings, KafkaClients.connecting());
    }

    /** As {@link #start(GeneratorWorkerSettings)}, with clients from elsewhere. */
    public static Worker start(GeneratorWorkerSettings settings, KafkaClients clients) {
        settings.bundle().verify();
        FollowedTopics followed = FollowedTopics.start(
                settings.topics(), clients, settings.worker().clientProperties());
        try {
            ImagePipeline pipeline = new SdxlImagePipeline(
                    settings.bundle(),
                    bundle -> SdxlPipeline.open(bundle, settings.device(), settings.threads(), settings.batchSize()),
                    DeviceArithmetic.of(settings.device()));
            Worker worker = Worker.create(definition(settings, pipeline, followed), settings.worker(), clients);
            awaitKnown(followed, worker);
            worker.start();
            return worker;
        } catch (RuntimeException | Error e) {
            followed.close();
            throw e;
        }
    }

    private static void awaitKnown(FollowedTopics followed, Worker worker) {
        try {
            followed.awaitKnown(FOLLOWED_PATIENCE);
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private static StageDefinition<GenerationJob, PositionedJob<PreparedJob>, MadeImage> definition(
            GeneratorWorkerSettings settings, ImagePipeline pipeline, UnwantedJobs unwanted) {
        return new StageDefinition<>(
                STAGE,
                null,
                settings.topics().jobs().name(),
                List.of(
                        Output.of(
                                settings.topics().images().name(),
                                MadeImage::image,
                                AvroSerdes.serializer(GeneratedImage.class)),
                        Output.of(
                                settings.topics().imageSummaries().name(),
                                MadeImage::summary,
                                AvroSerdes.serializer(ImageSummary.class))),
                settings.topics().deadLetters().name(),
                settings.topics().skippedJobs().name(),
                AvroSerdes.deserializer(GenerationJob.class),
                new SkippingStage<>(stage(settings, pipeline), unwanted, Clock.systemUTC()));
    }

    private static GeneratorStage stage(GeneratorWorkerSettings settings, ImagePipeline pipeline) {
        return new GeneratorStage(
                settings.bundle(), pipeline, settings.placement(), settings.limits(), version(), Clock.systemUTC());
    }

    private static String version() {
        String version = GeneratorWorker.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
