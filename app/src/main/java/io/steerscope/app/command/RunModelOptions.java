package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.FolderChoices;
import io.steerscope.app.experiment.Parallelism;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;

/** The models of a run, and how the machine is used for them. */
final class RunModelOptions {

    @Option(
            names = "--generator",
            paramLabel = "BUNDLE",
            description = "Bundle that makes the images (default: bundles/toybox-sdxl of the project). With --images,"
                    + " the name of what made those whose rows do not say so (default: unknown).")
    private @Nullable Path generator;

    @Option(
            names = "--scorer",
            paramLabel = "BUNDLE",
            description = "Bundle that judges the images; may be given again"
                    + " (default: bundles/toybox-clip of the project).")
    private List<Path> scorers = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one model operator; results depend on it in the last bits"
                    + " (default: 1 for small models, else all cores).")
    private @Nullable Integer threads;

    @Option(
            names = "--generator-workers",
            paramLabel = "N",
            description = "Generator workers side by side (default: one for each core for small models, else 1).")
    private @Nullable Integer generatorWorkers;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images that go through the model at once; results may depend on it in the last bits"
                    + " (default: the bundle's, at most 8 on a CPU).")
    private @Nullable Integer batchSize;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where the models run: cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.Converter.class,
            description =
                    "What the generator computes in: auto (its own type, or float32 where the device computes that"
                            + " slowly), float32, bfloat16 or float16 (default: that of the folder, or auto).")
    private @Nullable DtypeChoice dtype;

    @Option(
            names = "--scorer-dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.TypeConverter.class,
            description =
                    "What the scorers compute in: float32, bfloat16 or float16 (default: that of the folder, or the"
                            + " bundle's own). Another than its own makes a scorer of its own, NAME-TYPE.")
    private @Nullable Dtype scorerDtype;

    /** What was named as the generator, a bundle or not; null if nothing was. */
    @Nullable
    Path named() {
        return generator;
    }

    /** The generator in what was asked for, else what the folder was begun in, else what suits the machine. */
    SdxlBundle generator(FolderChoices choices, Consumer<String> remarks) {
        SdxlBundle bundle = BundleFolders.sdxl(BundleFolders.generator(generator));
        Optional<Dtype> asked = dtype == null ? Optional.empty() : dtype.named();
        return asked.or(() -> choices.generator(bundle))
                .map(bundle::computingIn)
                .orElseGet(() -> DtypeChoice.suited(bundle, device, remarks));
    }

    List<ClipBundle> scorers(FolderChoices choices) {
        return (scorers.isEmpty() ? List.of(BundleFolders.toyScorer()) : scorers)
                .stream()
                        .map(scorer -> scorerDtype == null
                                ? choices.scorer(BundleFolders.clip(scorer))
                                : BundleFolders.clip(scorer, scorerDtype))
                        .toList();
    }

    /** How the cores are used for a bundle. */
    Parallelism parallelism(ModelBundle bundle) {
        return Parallelism.choose(bundle, device, threads, generatorWorkers);
    }

    Device device() {
        return device;
    }

    /** Images that go through the generator at once, or null for the bundle's default. */
    @Nullable
    Integer batchSize() {
        return batchSize;
    }
}
