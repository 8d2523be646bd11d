package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.RgbImage;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.ExemplarEmbedding;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.torch.OpenedResources;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * Text to image with SDXL-shaped models, step by step as {@code StableDiffusionXLPipeline} of diffusers does it, with
 * steered prompt embeddings. Thread-safe.
 *
 * <p>Model batches always have the bundle's batch size, twice that under guidance; rows without a request repeat the
 * last one. An image hence does not depend on what shares its batch.
 */
public final class SdxlPipeline implements AutoCloseable {

    /** Edge in pixels of the image with which modules are checked, where the default is larger. */
    private static final int CHECK_EDGE = 256;

    private final SdxlBundle bundle;
    private final PromptEncoder encoder;
    private final Denoiser denoiser;
    private final LatentDecoder decoder;
    private final OpenedResources opened;

    private SdxlPipeline(
            SdxlBundle bundle,
            PromptEncoder encoder,
            Denoiser denoiser,
            LatentDecoder decoder,
            OpenedResources opened) {
        this.opened = opened;
        this.bundle = bundle;
        this.encoder = encoder;
        this.denoiser = denoiser;
        this.decoder = decoder;
    }

    /**
     * Loads the modules and checks that they give finite values of the right shape.
     *
     * @param threads intra-op threads, one number for all models of a process: see {@link TorchRuntime#start}
     * @throws BundleException if the bundle cannot be used
     */
    public static SdxlPipeline open(SdxlBundle bundle, Device device, int threads) {
        TorchRuntime.start(threads);
        OpenedResources opened = new OpenedResources();
        try {
            SdxlPipeline pipeline = new SdxlPipeline(
                    bundle,
                    PromptEncoder.open(bundle, device, opened),
                    Denoiser.open(bundle, device, opened),
                    LatentDecoder.open(bundle, device, opened),
                    opened);
            pipeline.check();
            return pipeline;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The bundle that was opened. */
    public SdxlBundle bundle() {
        return bundle;
    }

    /**
     * Makes images.
     *
     * @param requests any number, all with the same settings
     * @return what became of each, in order
     * @throws IllegalArgumentException if settings differ, or ask for what the model cannot do
     */
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        GenerationSettings settings = requests.get(0).settings();
        requireSupported(requests, settings);
        Map<String, EncodedPrompt> encoded = encoder.encode(prompts(requests, settings));
        PromptEmbedding negative = negative(settings, encoded);
        List<GeneratedImageResult> results = new ArrayList<>(requests.size());
        for (int start = 0; start < requests.size(); start += bundle.batchSize()) {
            int end = Math.min(requests.size(), start + bundle.batchSize());
            results.addAll(generateBatch(requests.subList(start, end), settings, negative, encoded));
        }
        return results;
    }

    /** The embedding that the UNet would be given for a request. */
    public PromptEmbedding embed(GenerationRequest request) {
        return steer(request, encoder.encode(prompts(List.of(request), request.settings())));
    }

    @Override
    public void close() {
        opened.close();
    }

    private void requireSupported(List<GenerationRequest> requests, GenerationSettings settings) {
        for (GenerationRequest request : requests) {
            if (!request.settings().equals(settings)) {
                throw new IllegalArgumentException("Requests of one call must have equal settings, not " + settings
                        + " and " + request.settings());
            }
        }
        if (settings.width() % bundle.vaeScaleFactor() != 0 || settings.height() % bundle.vaeScaleFactor() != 0) {
            throw new IllegalArgumentException("Image size " + settings.width() + " x " + settings.height()
                    + " must be a multiple of " + bundle.vaeScaleFactor());
        }
    }

    private Set<String> prompts(List<GenerationRequest> requests, GenerationSettings settings) {
        Set<String> prompts = new LinkedHashSet<>();
        for (GenerationRequest request : requests) {
            prompts.add(request.source());
            if (request.alpha() != 0 && request.method().usesTarget()) {
                prompts.add(request.target());
            }
            if (request.alpha() != 0 && request.method().usesExemplars()) {
                for (Exemplar exemplar : request.exemplars()) {
                    prompts.add(exemplar.source());
                    prompts.add(exemplar.target());
                }
            }
        }
        if (denoiser.guided(settings) && !zeroNegative(settings)) {
            prompts.add(negativeText(settings));
        }
        return prompts;
    }

    private boolean zeroNegative(GenerationSettings settings) {
        return settings.negativePrompt() == null && bundle.forceZerosForEmptyPrompt();
    }

    private static String negativeText(GenerationSettings settings) {
        String negative = settings.negativePrompt();
        return negative == null ? "" : negative;
    }

    private PromptEmbedding negative(GenerationSettings settings, Map<String, EncodedPrompt> encoded) {
        EncodedPrompt negative = zeroNegative(settings) ? null : encoded.get(negativeText(settings));
        return negative == null ? encoder.zeros() : negative.embedding();
    }

    private static PromptEmbedding steer(GenerationRequest request, Map<String, EncodedPrompt> encoded) {
        PromptEmbedding source = embedding(encoded, request.source());
        if (request.alpha() == 0) {
            return source;
        }
        PromptEmbedding target = request.method().usesTarget() ? embedding(encoded, request.target()) : source;
        List<ExemplarEmbedding> exemplars = new ArrayList<>();
        if (request.method().usesExemplars()) {
            for (Exemplar exemplar : request.exemplars()) {
                exemplars.add(new ExemplarEmbedding(
                        embedding(encoded, exemplar.source()), embedding(encoded, exemplar.target())));
            }
        }
        return request.method().steer(source, target, exemplars, request.alpha());
    }

    private static PromptEmbedding embedding(Map<String, EncodedPrompt> encoded, String prompt) {
        return encoded.get(prompt).embedding();
    }

    private List<GeneratedImageResult> generateBatch(
            List<GenerationRequest> requests,
            GenerationSettings settings,
            PromptEmbedding negative,
            Map<String, EncodedPrompt> encoded) {
        List<PromptEmbedding> prompts = new ArrayList<>();
        long[] seeds = new long[bundle.batchSize()];
        for (int row = 0; row < seeds.length; row++) {
            boolean padding = row >= requests.size();
            prompts.add(padding ? prompts.get(row - 1) : steer(requests.get(row), encoded));
            seeds[row] = padding ? seeds[row - 1] : requests.get(row).seed();
        }
        float[] latents = denoiser.denoise(prompts, negative, settings, seeds);
        float[] decoded = decoder.decode(latents, settings.height(), settings.width());
        List<GeneratedImageResult> results = new ArrayList<>();
        for (int row = 0; row < requests.size(); row++) {
            boolean truncated = encoded.get(requests.get(row).source()).truncated();
            results.add(result(latents, decoded, row, settings, truncated));
        }
        return results;
    }

    private GeneratedImageResult result(
            float[] latents, float[] decoded, int row, GenerationSettings settings, boolean truncated) {
        int latentValues = latents.length / bundle.batchSize();
        int imageValues = decoded.length / bundle.batchSize();
        if (!Pixels.finite(latents, row * latentValues, (row + 1) * latentValues)) {
            return new GeneratedImageResult.Degenerate("latents are not finite", truncated);
        }
        if (!Pixels.finite(decoded, row * imageValues, (row + 1) * imageValues)) {
            return new GeneratedImageResult.Degenerate("image is not finite", truncated);
        }
        RgbImage image = Pixels.image(decoded, row, settings.height(), settings.width());
        if (Pixels.flat(image)) {
            return new GeneratedImageResult.Degenerate("image is of one colour", truncated);
        }
        float[] own = Arrays.copyOfRange(latents, row * latentValues, (row + 1) * latentValues);
        return new GeneratedImageResult.Rendered(image, own, truncated);
    }

    private void check() {
        encoder.check();
        int height = Math.min(CHECK_EDGE, bundle.defaultHeight());
        int width = Math.min(CHECK_EDGE, bundle.defaultWidth());
        GenerationSettings settings = new GenerationSettings(
                bundle.scheduler().type(), 1, bundle.defaultGuidanceScale(), null, width, height);
        GenerationRequest request = GenerationRequest.ofPrompt("a", 0, settings);
        denoiser.check(embed(request), settings);
        decoder.check(height, width);
    }
}
