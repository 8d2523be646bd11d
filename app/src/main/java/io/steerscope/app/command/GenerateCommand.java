package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;

/** One generator worker of a cluster. */
@Command(name = "generate", description = "Runs one generator worker: jobs to images, until Ctrl-C.")
final class GenerateCommand implements Callable<Integer> {

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
    private JobLimitOptions jobLimits;

    @Mixin
    private TextLimitOptions textLimits;

    @Option(
            names = {"--generator", "--bundle"},
            paramLabel = "BUNDLE",
            description = "Bundle that makes the images (default: bundles/toybox-sdxl of the project).")
    private @Nullable Path generator;

    @Option(
            names = "--image-folder",
            paramLabel = "DIR",
            description = "Folder, shared with the scorers, for images too large for their record.")
    private @Nullable Path imageFolder;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images that go through the model at once; results may depend on it in the last bits"
                    + " (default: the bundle's, at most 8 on a CPU).")
    private @Nullable Integer batchSize;

    @Override
    public Integer call() throws InterruptedException {
        Path folder = BundleFolders.generator(generator);
        SdxlBundle bundle = BundleFolders.sdxl(folder);
        TopicCatalogue topics = kafka.existingTopics(TopicUse.GENERATE);
        GeneratorWorkerSettings settings = GeneratorWorkerSettings.of(
                        folder, worker.generatorThreads(bundle), topics, worker.instance(), kafka.clientProperties())
                .withDevice(worker.device())
                .withLimits(textLimits.on(jobLimits.on(RecordLimits.DEFAULT)))
                .withPlacement(new ImagePlacement(ImagePlacement.DEFAULT_INLINE_LIMIT_BYTES, imageFolder));
        GeneratorWorkerSettings bounded =
                settings.withWorker(failures.with(settings.limits()).on(settings.worker()));
        GeneratorWorkerSettings sized = batchSize == null ? bounded : bounded.withBatchSize(batchSize);
        new WorkerRole(
                        worker,
                        RoleOutput.of(spec.commandLine()),
                        new WorkerRole.Reporting("image", "job", report.interval()))
                .run(GeneratorWorker.STAGE, clients -> GeneratorWorker.start(sized, clients), running -> {});
        return 0;
    }
}
