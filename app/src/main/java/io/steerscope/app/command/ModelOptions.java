package io.steerscope.app.command;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageEncodingBundle;
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
        ModelBundle opened = open();
        if (opened instanceof SdxlBundle sdxl) {
            return sdxl;
        }
        throw refused(opened, "sdxl");
    }

    /** The bundle, its files checked, as one that judges images. */
    ClipBundle clip() {
        ModelBundle opened = open();
        if (opened instanceof ClipBundle clip) {
            return clip;
        }
        throw refused(opened, "clip");
    }

    /** The bundle, its files checked, as one that embeds images, with texts or without. */
    ImageEncodingBundle imageEncoder() {
        ModelBundle opened = open();
        if (opened instanceof ImageEncodingBundle encoder) {
            return encoder;
        }
        throw refused(opened, "clip or image");
    }

    private ActionableException refused(ModelBundle opened, String kinds) {
        return new ActionableException("%s is %s; this command needs one of kind %s"
                .formatted(bundle, BundleFolders.described(opened), kinds));
    }

    private ModelBundle open() {
        ModelBundle opened = BundleFolders.open(bundle);
        opened.verify();
        return opened;
    }
}
