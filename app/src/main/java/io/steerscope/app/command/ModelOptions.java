package io.steerscope.app.command;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;

/** Options of commands that run one model in the foreground. */
final class ModelOptions {

    @Option(names = "--bundle", paramLabel = "DIR", required = true, description = "Model bundle.")
    private Path bundle;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "DEVICE",
            description = "cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one model operator; results depend on it in the last bits"
                    + " (default: 1, but all cores for a model of more than 256 MiB).")
    private @Nullable Integer threads;

    Device device() {
        return device;
    }

    int threads(ModelBundle opened) {
        return Parallelism.choose(opened, threads, 1).threads();
    }

    /** How the cores are used by a command that puts batches through the model side by side. */
    Parallelism parallelism(ModelBundle opened) {
        return Parallelism.choose(opened, device, threads, null);
    }

    /** The bundle, its files checked, as one that makes images. */
    SdxlBundle sdxl() {
        if (open() instanceof SdxlBundle sdxl) {
            return sdxl;
        }
        throw new ActionableException(bundle + " is a clip bundle; this command needs one of kind sdxl");
    }

    /** The bundle, its files checked, as one that judges images. */
    ClipBundle clip() {
        if (open() instanceof ClipBundle clip) {
            return clip;
        }
        throw new ActionableException(bundle + " is an sdxl bundle; this command needs one of kind clip");
    }

    private ModelBundle open() {
        ModelBundle opened = ModelBundle.open(bundle);
        opened.verify();
        return opened;
    }
}
