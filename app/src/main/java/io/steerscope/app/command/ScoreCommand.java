package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;

/** One scorer worker of a cluster. */
@Command(name = "score", description = "Runs one scorer worker: images to scores, until Ctrl-C.")
final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private WorkerOptions worker;

    @Mixin
    private ReportOptions report;

    @Mixin
    private FailureOptions failures;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Mixin
    private TextLimitOptions textLimits;

    @Option(
            names = {"--scorer", "--bundle"},
            paramLabel = "BUNDLE",
            description = "Bundle that judges the images (default: bundles/toybox-clip of the project).")
    private @Nullable Path scorer;

    @Mixin
    private ScorerTypeOption type;

    @Option(
            names = "--image-folder",
            paramLabel = "DIR",
            description = "Folder outside of which no image file is read, whatever records name (default: any file).")
    private @Nullable Path imageFolder;

    @Mixin
    private EmbeddingOptions embeddings;

    @Override
    public Integer call() throws InterruptedException {
        if (imageFolder != null && !Files.isDirectory(imageFolder)) {
            throw new ActionableException("--image-folder " + imageFolder
                    + " is no folder that this process can see; mount it, or name another");
        }
        ClipBundle bundle = type.open(scorer == null ? BundleFolders.toyScorer() : scorer);
        TopicCatalogue topics = kafka.existingTopics(TopicUse.score(embeddings.keeps()));
        ScorerWorkerSettings settings = ScorerWorkerSettings.of(
                        bundle, worker.scorerThreads(), topics, worker.instance(), kafka.clientProperties())
                .withDevice(worker.device())
                .withLimits(textLimits.on(imageLimits.on(RecordLimits.DEFAULT)))
                .withImageFolder(imageFolder)
                .withEmbeddings(embeddings.keeps());
        ScorerWorkerSettings bounded =
                settings.withWorker(failures.with(settings.limits()).on(settings.worker()));
        new WorkerRole(
                        worker,
                        RoleOutput.of(spec.commandLine()),
                        new WorkerRole.Reporting("score", "image", report.interval()))
                .run(ScorerWorker.STAGE, clients -> ScorerWorker.start(bounded, clients), running -> {});
        return 0;
    }
}
