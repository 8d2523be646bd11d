package io.steerscope.app.command;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.device.Dtype;

/** What the scorer of a command computes in. */
final class ScorerTypeOption {

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.TypeConverter.class,
            description = "What the scorer computes in: float32, bfloat16 or float16 (default: the bundle's own type)."
                    + " Another than its own makes a scorer of its own, NAME-TYPE.")
    private @Nullable Dtype dtype;

    /** The bundle in a folder, as one that judges images in that type. */
    ClipBundle open(Path folder) {
        return BundleFolders.clip(folder, dtype);
    }
}
