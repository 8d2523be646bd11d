package io.steerscope.inference.bundle;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.device.Dtype;

/**
 * A TorchScript module of a bundle.
 *
 * @param path its file
 * @param converted what it is to compute in, where that is not the type that it was exported in; else null
 */
public record ModuleFile(Path path, @Nullable Dtype converted) {

    @Override
    public String toString() {
        return path.toString();
    }
}
