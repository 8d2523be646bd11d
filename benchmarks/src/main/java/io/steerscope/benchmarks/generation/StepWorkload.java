package io.steerscope.benchmarks.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.noise.TorchNoise;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.TorchModule;
import io.steerscope.inference.torch.TorchRuntime;

/** One call of the UNet for a batch under guidance, from numbers on the heap to numbers on the heap. */
final class StepWorkload implements Workload {

    private static final int TIME_IDS = 6;
    private static final float TIMESTEP = 500;

    private final TorchModule unet;
    private final long[] shape;
    private final HostTensor[] tensors;
    private final float[][] inputs;
    private float[] last = {};

    StepWorkload(SdxlBundle bundle, int threads, int batch, int edge) {
        TorchRuntime.start(threads);
        this.unet = TorchModule.open(bundle.unet(), Device.CPU);
        int rows = 2 * batch;
        int cells = edge / bundle.vaeScaleFactor();
        this.shape = new long[] {rows, bundle.latentChannels(), cells, cells};
        long[][] shapes = {
            shape,
            {rows},
            {rows, bundle.firstTokenizer().maxLength(), bundle.crossAttentionDimension()},
            {rows, bundle.pooledDimension()},
            {rows, TIME_IDS}
        };
        this.tensors = new HostTensor[shapes.length];
        this.inputs = new float[shapes.length][];
        for (int i = 0; i < shapes.length; i++) {
            tensors[i] = new HostTensor(shapes[i]);
            int count = 1;
            for (long size : shapes[i]) {
                count *= Math.toIntExact(size);
            }
            inputs[i] = TorchNoise.randn(i, count);
        }
        Arrays.fill(inputs[1], TIMESTEP);
        Arrays.fill(inputs[4], edge);
    }

    @Override
    public void run(int round) {
        try (NDManager scope = unet.newScope()) {
            NDList list = new NDList();
            for (int i = 0; i < tensors.length; i++) {
                tensors[i].put(0, inputs[i]);
                list.add(tensors[i].in(scope));
            }
            last = unet.values(unet.forward(list).head(), shape);
        }
    }

    @Override
    public void write(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(last.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(last);
        Files.write(file, bytes.array());
    }

    @Override
    public void close() {
        unet.close();
    }
}
