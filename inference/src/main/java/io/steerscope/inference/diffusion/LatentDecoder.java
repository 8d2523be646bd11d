package io.steerscope.inference.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.OpenedResources;
import io.steerscope.inference.torch.TorchModule;

/** The VAE decoder: latents to images. Thread-safe. */
final class LatentDecoder {

    private static final int CHANNELS = 3;

    private final SdxlBundle bundle;
    private final TorchModule decoder;

    private LatentDecoder(SdxlBundle bundle, TorchModule decoder) {
        this.bundle = bundle;
        this.decoder = decoder;
    }

    static LatentDecoder open(SdxlBundle bundle, Device device, OpenedResources opened) {
        return new LatentDecoder(bundle, TorchModule.open(bundle.vaeDecoder(), device, opened));
    }

    /**
     * Decodes one batch.
     *
     * @param latents {@code [B, C, h, w]}, not yet divided by the scaling factor
     * @return {@code [B, 3, H, W]}, nominally within {@code [-1, 1]}
     */
    float[] decode(float[] latents, int height, int width) {
        float divisor = (float) bundle.vaeScalingFactor();
        float[] scaled = new float[latents.length];
        for (int i = 0; i < latents.length; i++) {
            scaled[i] = latents[i] / divisor;
        }
        HostTensor input = new HostTensor(
                bundle.batchSize(),
                bundle.latentChannels(),
                height / bundle.vaeScaleFactor(),
                width / bundle.vaeScaleFactor());
        input.put(0, scaled);
        try (NDManager scope = decoder.newScope()) {
            NDArray output = decoder.forward(new NDList(input.in(scope))).head();
            return decoder.values(output, bundle.batchSize(), CHANNELS, height, width);
        }
    }

    /** Decodes a small batch of zeros and checks shape and values. */
    void check(int height, int width) {
        int cells = (height / bundle.vaeScaleFactor()) * (width / bundle.vaeScaleFactor());
        decoder.requireFinite(decode(new float[bundle.batchSize() * bundle.latentChannels() * cells], height, width));
    }
}
