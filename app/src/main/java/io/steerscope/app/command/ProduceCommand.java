package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceOutcome;
import io.steerscope.producer.publish.ProducePreview;

/** Writes an experiment and its jobs to a cluster. */
@Command(
        name = "produce",
        description =
                "Writes an experiment and its jobs; the same experiment again changes nothing, unless it was cancelled."
                        + " Then its jobs without an image are written once more.")
final class ProduceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private ExperimentOptions experiment;

    @Option(
            names = "--generator",
            paramLabel = "BUNDLE",
            description = "Bundle that will make the images (default: bundles/toybox-sdxl of the project).")
    private @Nullable Path generator;

    @Option(
            names = "--scorer",
            paramLabel = "BUNDLE",
            description =
                    "Bundle that will judge the images; may be given again. The pairs are checked for what it does"
                            + " not know or cannot tell apart; nothing else comes of it.")
    private List<Path> scorers = new ArrayList<>();

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.TypeConverter.class,
            description = "What the generator is to compute in: float32, bfloat16 or float16 (default: the bundle's own"
                    + " type). Workers obey it, whatever their machine is good at.")
    private @Nullable Dtype dtype;

    @Option(
            names = "--dry-run",
            description = "Check everything and say what would be written, whether the experiment is there already,"
                    + " the effects that it can find and its first and last jobs; write nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        SdxlBundle bundle = BundleFolders.sdxl(BundleFolders.generator(generator));
        ExperimentDesign design = experiment.design(
                dtype == null ? bundle : bundle.computingIn(dtype),
                scorers.stream().map(BundleFolders::clip).toList(),
                List.of(),
                Optional.empty(),
                line -> spec.commandLine().getErr().println(spec.qualifiedName() + ": " + line));
        spec.commandLine().getErr().flush();
        try (Admin admin = kafka.connect()) {
            if (dryRun) {
                ProducePreview preview = ProducePreview.of(
                        kafka.clientProperties(), kafka.existingTopics(admin, TopicUse.PRODUCE), design);
                ProduceDryRun.show(spec.commandLine().getOut(), design, preview);
                return 0;
            }
            ProduceOutcome outcome = ExperimentProducer.produce(
                    kafka.clientProperties(), kafka.existingTopics(admin, TopicUse.PRODUCE), design, (sent, total) -> {
                        if (sent == 1) {
                            sayWhatItCanFind(design);
                        }
                    });
            PrintWriter out = spec.commandLine().getOut();
            out.println("experiment " + design.experimentId() + ": " + words(outcome));
            out.flush();
            return 0;
        }
    }

    private void sayWhatItCanFind(ExperimentDesign design) {
        PrintWriter err = spec.commandLine().getErr();
        PlannedImages.lines(design).forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
    }

    private static String words(ProduceOutcome outcome) {
        long expected = outcome.experiment().getExpectedJobs();
        if (outcome instanceof ProduceOutcome.TakenUp takenUp) {
            return "was cancelled and is taken up again, %d of %d jobs had no image and were written again"
                    .formatted(takenUp.jobs(), expected);
        }
        return expected + " jobs " + (outcome instanceof ProduceOutcome.Produced ? "written" : "were there already");
    }
}
