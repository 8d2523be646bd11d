package io.steerscope.scorerworker.worker;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.torch.DeviceArithmetic;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.scorerworker.scoring.ClipEncoder;
import io.steerscope.scorerworker.scoring.ImageTextEncoder;
import io.steerscope.scorerworker.scoring.PreparedImage;
import io.steerscope.scorerworker.scoring.ScoredImage;
import io.steerscope.scorerworker.scoring.ScorerStage;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.SharedOutput;
import io.steerscope.worker.stage.StageDefinition;

/** Starts workers that turn images into margins. Several scorers may run in one process, each a worker of its own. */
public final class ScorerWorker {

    /** Name of the stage in dead letters, logs and metrics. */
    public static final String STAGE = "scorer";

    private static final Logger LOG = LoggerFactory.getLogger(ScorerWorker.class);

    private ScorerWorker() {}

    /**
     * Loads and checks the model, then starts a worker; closing the worker releases the model.
     *
     * @throws BundleException if a file of the bundle is missing or damaged, or the model gives numbers that are not
     *     finite
     */
    public static Worker start(ScorerWorkerSettings settings) {
        return start(settings, KafkaClients.connecting());
    }

    /** As {@link #start(ScorerWorkerSettings)}, with clients from elsewhere. */
    public static Worker start(ScorerWorkerSettings settings, KafkaClients clients) {
        settings.bundle().verify();
        warnIfSlow(settings);
        ImageTextEncoder encoder = new ClipEncoder(
                ClipModel.open(settings.bundle(), settings.device(), settings.threads(), settings.parallelBatches()));
        Worker worker = Worker.create(definition(settings, encoder), settings.worker(), clients);
        worker.start();
        return worker;
    }

    private static void warnIfSlow(ScorerWorkerSettings settings) {
        Arithmetic arithmetic = DeviceArithmetic.of(settings.device());
        Dtype dtype = settings.bundle().dtype();
        if (arithmetic.isSlow(dtype)) {
            String remedy = settings.bundle().manifest().dtypes().contains(Dtype.FLOAT32)
                    ? "--dtype float32 (in run, --scorer-dtype) is faster, as a scorer with a name of its own"
                    : "a bundle exported with --dtype float32 is faster";
            LOG.warn("{} computes {} slowly: {}", arithmetic.where(), dtype, remedy);
        }
    }

    private static StageDefinition<GeneratedImage, PreparedImage, ScoredImage> definition(
            ScorerWorkerSettings settings, ImageTextEncoder encoder) {
        return new StageDefinition<>(
                STAGE,
                settings.scorerId(),
                settings.topics().images().name(),
                List.of(Output.of(
                        settings.topics().scores().name(),
                        ScoredImage::score,
                        AvroSerdes.serializer(MarginScore.class))),
                settings.keepsEmbeddings()
                        ? List.of(SharedOutput.of(
                                settings.topics().textEmbeddings().name(),
                                ScoredImage::textsByKey,
                                AvroSerdes.serializer(TextEmbedding.class)))
                        : List.of(),
                settings.topics().deadLetters().name(),
                null,
                AvroSerdes.deserializer(GeneratedImage.class),
                new ScorerStage(
                        settings.bundle(),
                        settings.scorerId(),
                        encoder,
                        settings.keepsEmbeddings(),
                        settings.limits(),
                        settings.imageFolder(),
                        Clock.systemUTC()));
    }
}
