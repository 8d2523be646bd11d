package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * Embeddings to images, in batches of one shape as long as memory allows. Thread-safe.
 *
 * <p>Where memory is short, batches are halved; where it is short for one image with guidance, the negative and the
 * positive prompt go through the UNet one after the other.
 */
final class BatchRenderer {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRenderer.class);

    private final Denoiser denoiser;
    private final LatentDecoder decoder;
    private final RowLimit limit;
    private volatile boolean apart;

    /**
     * One image to make.
     *
     * @param prompt steered embedding
     * @param seed noise seed
     * @param truncated whether a text encoder cut the source prompt
     */
    record Row(PromptEmbedding prompt, long seed, boolean truncated) {}

    BatchRenderer(SdxlBundle bundle, Denoiser denoiser, LatentDecoder decoder, int rows) {
        this.denoiser = denoiser;
        this.decoder = decoder;
        this.limit = new RowLimit(bundle.unet().path(), rows);
    }

    /** What became of each row, in order. */
    List<GeneratedImageResult> render(
            List<Row> rows, PromptEmbedding negative, GenerationSettings settings, StepListener listener) {
        List<GeneratedImageResult> results = new ArrayList<>(rows.size());
        while (results.size() < rows.size()) {
            int atOnce = limit.rows();
            List<Row> batch = rows.subList(results.size(), Math.min(rows.size(), results.size() + atOnce));
            float[] latents = denoise(batch, atOnce, negative, settings, listener);
            if (latents.length > 0) {
                results.addAll(decode(latents, batch, settings));
            }
        }
        return results;
    }

    /** Makes one image in as many rows as any, and checks that modules give finite values of the right shape. */
    void check(PromptEmbedding prompt, GenerationSettings settings) {
        Row row = new Row(prompt, 0, false);
        float[] latents = {};
        while (latents.length == 0) {
            latents = denoise(List.of(row), limit.rows(), prompt, settings, StepListener.NONE);
        }
        denoiser.requireFinite(latents);
        decoder.requireFinite(decoder.decode(new float[latents.length], 1, settings.height(), settings.width()));
    }

    /** Latents of the rows of a batch without its padding; none if it has to be tried again with less at once. */
    private float[] denoise(
            List<Row> batch, int atOnce, PromptEmbedding negative, GenerationSettings settings, StepListener listener) {
        List<Row> padded = new ArrayList<>(batch);
        padded.addAll(Collections.nCopies(atOnce - batch.size(), batch.get(batch.size() - 1)));
        boolean separate = apart;
        try {
            float[] latents = denoiser.denoise(
                    padded.stream().map(Row::prompt).toList(),
                    negative,
                    settings,
                    padded.stream().mapToLong(Row::seed).toArray(),
                    separate,
                    listener);
            return Arrays.copyOf(latents, latents.length / atOnce * batch.size());
        } catch (OutOfMemoryException e) {
            if (atOnce == 1 && denoiser.guided(settings) && !separate) {
                separateGuidance(e);
            } else {
                limit.halve(atOnce, settings.height(), settings.width(), e);
            }
            return new float[0];
        }
    }

    private void separateGuidance(OutOfMemoryException reason) {
        TorchRuntime.releaseUnused();
        apart = true;
        LOG.atWarn()
                .addKeyValue("reason", reason.getMessage())
                .log("Too little memory for an image with guidance; the negative prompt is run by itself, which may"
                        + " change the last bits of images");
    }

    private List<GeneratedImageResult> decode(float[] latents, List<Row> batch, GenerationSettings settings) {
        float[] decoded = decoder.decode(latents, batch.size(), settings.height(), settings.width());
        int latentValues = latents.length / batch.size();
        int imageValues = decoded.length / batch.size();
        List<GeneratedImageResult> results = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            boolean truncated = batch.get(row).truncated();
            float[] own = Arrays.copyOfRange(latents, row * latentValues, (row + 1) * latentValues);
            if (!Pixels.finite(own, 0, latentValues)) {
                results.add(new GeneratedImageResult.Degenerate("latents are not finite", truncated));
            } else if (!Pixels.finite(decoded, row * imageValues, (row + 1) * imageValues)) {
                results.add(new GeneratedImageResult.Degenerate("image is not finite", truncated));
            } else {
                results.add(rendered(Pixels.image(decoded, row, settings.height(), settings.width()), own, truncated));
            }
        }
        return results;
    }

    private static GeneratedImageResult rendered(RgbImage image, float[] latents, boolean truncated) {
        return Pixels.flat(image)
                ? new GeneratedImageResult.Degenerate("image is of one colour", truncated)
                : new GeneratedImageResult.Rendered(image, latents, truncated);
    }
}
