package io.steerscope.inference.diffusion;

import io.steerscope.inference.bundle.ModuleFile;
import io.steerscope.inference.torch.TensorModule;

/** Where the pipeline gets its modules from. */
@FunctionalInterface
interface ModuleOpener {

    /** The module in a file, ready to run; whoever opened it closes it. */
    TensorModule open(ModuleFile file);
}
