package io.steerscope.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;

/** How several bundles of one command are run. */
final class BundleRunOptions {

    @Option(
            names = "--device",
            defaultValue = "cpu",
            paramLabel = "DEVICE",
            description = "Of bundles: cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one operator of a bundle; results depend on it in the last bits.")
    private @Nullable Integer threads;

    private @Nullable Parallelism chosen;

    Device device() {
        return device;
    }

    /** How the cores are used, as the first bundle has it: threads of operators are one number for a whole process. */
    Parallelism parallelism(ModelBundle bundle) {
        if (chosen == null) {
            chosen = Parallelism.choose(bundle, device, threads, null);
        }
        return chosen;
    }
}
