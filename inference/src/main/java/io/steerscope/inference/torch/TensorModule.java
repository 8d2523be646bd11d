package io.steerscope.inference.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.BundleException;

/** A function from tensors to tensors on one device, with a fixed number of inputs and outputs. Thread-safe. */
public interface TensorModule extends AutoCloseable {

    /** A scope for tensors on the module's device; closing it frees them. */
    NDManager newScope();

    /**
     * Runs the module.
     *
     * @param inputs tensors of one scope, in the order of the module's arguments
     * @return its outputs, in the same scope
     * @throws BundleException if the module refuses the inputs
     * @throws OutOfMemoryException if they are too many for the device
     */
    NDList forward(NDList inputs);

    /**
     * The values of an output.
     *
     * @param output float32, on any device
     * @param shape what the bundle format says about it
     * @return the values row by row
     * @throws BundleException if the module gave something else
     */
    float[] values(NDArray output, long... shape);

    /**
     * Checks that all values are finite.
     *
     * @throws BundleException if some are not
     */
    void requireFinite(float[] values);

    @Override
    void close();
}
