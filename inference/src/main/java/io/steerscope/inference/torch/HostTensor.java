package io.steerscope.inference.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * A float32 tensor in memory outside the Java heap, filled again for every call of a module. libtorch reads it in
 * place: it must not be written while a tensor made by {@link #in} is in use. Not thread-safe.
 */
public final class HostTensor {

    private static final Path INPUT = Path.of("input");

    private final Shape shape;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;

    public HostTensor(long... shape) {
        this.shape = new Shape(shape);
        this.bytes = ByteBuffer.allocateDirect(Math.toIntExact(this.shape.size() * Float.BYTES))
                .order(ByteOrder.nativeOrder());
        this.floats = bytes.asFloatBuffer();
    }

    /** Writes values from an element on. */
    public void put(int index, float[] values) {
        floats.put(index, values);
    }

    /** Writes one value everywhere. */
    public void fill(float value) {
        for (int i = 0; i < floats.capacity(); i++) {
            floats.put(i, value);
        }
    }

    /**
     * The tensor in a scope: a view on the CPU, a copy on a GPU.
     *
     * @throws OutOfMemoryException if the GPU has no room for it
     */
    public NDArray in(NDManager scope) {
        try {
            return scope.create(bytes.duplicate().order(ByteOrder.nativeOrder()), shape, DataType.FLOAT32);
        } catch (EngineException e) {
            throw TorchFailure.of(INPUT, e);
        }
    }
}
