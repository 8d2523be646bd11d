package io.steerscope.inference.diffusion;

import java.nio.file.Path;

import io.steerscope.inference.torch.TensorModule;

/** Where the pipeline gets its modules from. */
@FunctionalInterface
interface ModuleOpener {

    /** The module in a file, ready to run; whoever opened it closes it. */
    TensorModule open(Path file);
}
