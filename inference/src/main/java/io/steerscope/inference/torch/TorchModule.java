package io.steerscope.inference.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModuleFile;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;

/** A TorchScript module. {@link TorchRuntime#start} comes first. Thread-safe. */
public final class TorchModule implements TensorModule {

    private final Path file;
    private final Model model;
    private final Block block;
    private final ParameterStore parameters;

    private TorchModule(Path file, Model model) {
        this.file = file;
        this.model = model;
        this.block = model.getBlock();
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    /**
     * Loads a module and converts its weights where it is to compute in another type.
     *
     * @throws IllegalArgumentException if the device is not there
     * @throws BundleException if the file is missing or is not a TorchScript module that this libtorch can run
     */
    public static TorchModule open(ModuleFile file, Device device) {
        return TorchRuntime.call(() -> {
            TorchModule module = load(file.path(), device);
            if (file.converted() != null) {
                module.convert(file.converted());
            }
            return module;
        });
    }

    private static TorchModule load(Path file, Device device) {
        TorchRuntime.require(device);
        TorchRuntime.prepareThread();
        Model model = Model.newInstance(file.getFileName().toString(), device.toDjl(), "PyTorch");
        try {
            model.load(file.toAbsolutePath().getParent(), file.getFileName().toString(), Map.of("mapLocation", "true"));
            return new TorchModule(file, model);
        } catch (IOException | MalformedModelException | EngineException e) {
            model.close();
            throw unusable(file, e);
        }
    }

    /** As {@link #open(ModuleFile, Device)}, closed with others. */
    public static TorchModule open(ModuleFile file, Device device, OpenedResources opened) {
        TorchModule module = open(file, device);
        return opened.add(module, module::close);
    }

    /** Runs {@code compute_in}, which the exporter adds; DJL takes the name of a method from the name of an array. */
    private void convert(Dtype dtype) {
        try (NDManager scope = newScope()) {
            NDArray method = scope.create(0L);
            method.setName("module_method:compute_in");
            block.forward(parameters, new NDList(method, scope.create((long) dtype.scalarType())), false);
        } catch (EngineException e) {
            model.close();
            throw unusable(file, e);
        }
    }

    @Override
    public NDManager newScope() {
        return model.getNDManager().newSubManager();
    }

    @Override
    public NDList forward(NDList inputs) {
        try {
            return TorchRuntime.call(() -> {
                TorchRuntime.prepareThread();
                return block.forward(parameters, inputs, false);
            });
        } catch (EngineException e) {
            throw TorchFailure.of(file, e);
        }
    }

    @Override
    public float[] values(NDArray output, long... shape) {
        if (output.getDataType() != DataType.FLOAT32
                || !Arrays.equals(output.getShape().getShape(), shape)) {
            throw new BundleException(file + " gave " + output.getDataType() + " " + output.getShape()
                    + " where the bundle format says FLOAT32 " + new Shape(shape) + ": export the bundle again");
        }
        try {
            return TorchRuntime.call(output::toFloatArray);
        } catch (EngineException e) {
            throw TorchFailure.of(file, e);
        }
    }

    @Override
    public void requireFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new BundleException(file + " gave " + value
                        + " for an ordinary input: its weights are damaged, or its precision is too low");
            }
        }
    }

    @Override
    public void close() {
        TorchRuntime.call(() -> {
            model.close();
            return model;
        });
    }

    private static RuntimeException unusable(Path file, Exception failure) {
        if (failure instanceof EngineException engine
                && TorchFailure.of(file, engine) instanceof OutOfMemoryException memory) {
            return new BundleException(
                    file + " does not fit into the memory of the device (" + memory.getMessage()
                            + "): use a bundle in a lower precision, or another device",
                    failure);
        }
        String hint =
                Files.isRegularFile(file) ? ": it is not a whole TorchScript module; export the bundle again" : "";
        return new BundleException(
                file + " cannot be loaded" + hint + " (" + TorchFailure.line(String.valueOf(failure.getMessage()))
                        + ")",
                failure);
    }
}
