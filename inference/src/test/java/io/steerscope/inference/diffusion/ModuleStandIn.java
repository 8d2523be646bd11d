package io.steerscope.inference.diffusion;

import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TensorModule;

/** A module that counts its calls, and runs out of memory above a number of rows as on a smaller device. */
final class ModuleStandIn implements TensorModule {

    private final TensorModule module;
    private final int mostRows;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    ModuleStandIn(TensorModule module, int mostRows) {
        this.module = module;
        this.mostRows = mostRows;
    }

    int calls() {
        return calls.get();
    }

    int refusals() {
        return refusals.get();
    }

    @Override
    public NDList forward(NDList inputs) {
        long rows = inputs.head().getShape().get(0);
        if (rows > mostRows) {
            refusals.incrementAndGet();
            throw new OutOfMemoryException("CUDA out of memory. Tried to allocate " + rows + ".00 GiB");
        }
        calls.incrementAndGet();
        return module.forward(inputs);
    }

    @Override
    public NDManager newScope() {
        return module.newScope();
    }

    @Override
    public float[] values(NDArray output, long... shape) {
        return module.values(output, shape);
    }

    @Override
    public void requireFinite(float[] values) {
        module.requireFinite(values);
    }

    @Override
    public void close() {
        module.close();
    }
}
