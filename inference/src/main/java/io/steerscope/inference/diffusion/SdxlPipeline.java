package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.scheduler.Scheduler;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.ExemplarEmbedding;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.steering.Steering;
import io.steerscope.inference.tokenize.PromptTokenizer;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TorchModule;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * Text to image with SDXL-shaped models, step by step as {@code StableDiffusionXLPipeline} of diffusers does it, with
 * steered prompt embeddings. Thread-safe.
 *
 * <p>Model batches always have one size, twice that under guidance; rows without a request repeat the last one. An
 * image hence does not depend on what shares its batch. It may depend on the size in its last bits: libtorch computes
 * other roundings for other shapes.
 */
public final class SdxlPipeline implements AutoCloseable {

    /** Edge in pixels of the image with which modules are checked, where the default is larger. */
    private static final int CHECK_EDGE = 256;

    private static final int LARGEST_BATCH = 1_024;

    /** On a CPU, larger batches are no faster, and a batch that is not full wastes more. */
    private static final int CPU_BATCH_SIZE = 8;

    private final SdxlBundle bundle;
    private final PromptEncoder encoder;
    private final Denoiser denoiser;
    private final BatchRenderer renderer;
    private final OpenedResources opened;

    private SdxlPipeline(SdxlBundle bundle, int batchSize, ModuleOpener modules, OpenedResources opened) {
        this.opened = opened;
        this.bundle = bundle;
        this.encoder = new PromptEncoder(
                bundle,
                PromptTokenizer.open(bundle.firstTokenizer(), opened),
                PromptTokenizer.open(bundle.secondTokenizer(), opened),
                modules.open(bundle.firstTextEncoder()),
                modules.open(bundle.secondTextEncoder()),
                batchSize);
        this.denoiser = new Denoiser(bundle, modules.open(bundle.unet()));
        LatentDecoder decoder = new LatentDecoder(bundle, modules.open(bundle.vaeDecoder()), batchSize);
        this.renderer = new BatchRenderer(bundle, denoiser, decoder, batchSize);
    }

    /**
     * Images that go through the model at once unless something else is asked for: the bundle's, at most 8 on a CPU.
     */
    public static int defaultBatchSize(SdxlBundle bundle, Device device) {
        return device.kind() == Device.Kind.CPU ? Math.min(CPU_BATCH_SIZE, bundle.batchSize()) : bundle.batchSize();
    }

    /**
     * As {@link #open(SdxlBundle, Device, int, int)}, with the default batch size.
     *
     * @throws BundleException if the bundle cannot be used
     */
    public static SdxlPipeline open(SdxlBundle bundle, Device device, int threads) {
        return open(bundle, device, threads, defaultBatchSize(bundle, device));
    }

    /**
     * Loads the modules and checks that they give finite values of the right shape.
     *
     * @param threads intra-op threads, one number for all models of a process: see {@link TorchRuntime#start}
     * @param batchSize images that go through the model at once, 1 to 1,024; fewer where memory does not suffice
     * @throws BundleException if the bundle cannot be used
     * @throws OutOfMemoryException if not even one small image fits into the memory of the device
     */
    public static SdxlPipeline open(SdxlBundle bundle, Device device, int threads, int batchSize) {
        TorchRuntime.start(threads);
        OpenedResources opened = new OpenedResources();
        return open(bundle, batchSize, file -> TorchModule.open(file, device, opened), opened);
    }

    static SdxlPipeline open(SdxlBundle bundle, int batchSize, ModuleOpener modules, OpenedResources opened) {
        try {
            SdxlPipeline pipeline = new SdxlPipeline(bundle, batchSize, modules, opened);
            pipeline.check();
            return pipeline;
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /**
     * Checks a number of images that are to go through the model at once.
     *
     * @throws IllegalArgumentException if it is not within 1 and 1,024
     */
    public static void requireBatchSize(int images) {
        if (images < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, is " + images);
        }
        if (images > LARGEST_BATCH) {
            throw new IllegalArgumentException("batch size must be at most " + LARGEST_BATCH + ", is " + images);
        }
    }

    /**
     * Checks that the solver of a bundle can take as many steps, without a model.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static void requireSteps(SdxlBundle bundle, GenerationSettings settings) {
        Scheduler.of(settings.scheduler(), bundle.scheduler(settings.scheduler()), settings.steps());
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
     * @throws OutOfMemoryException if not even one image fits into the memory of the device
     */
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests) {
        return generate(requests, StepListener.NONE);
    }

    /** As {@link #generate(List)}, and tells a listener of every step of every batch. */
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests, StepListener listener) {
        if (requests.isEmpty()) {
            return List.of();
        }
        GenerationSettings settings = requests.get(0).settings();
        requireSupported(requests, settings);
        Map<String, EncodedPrompt> encoded = encoder.encode(prompts(requests, settings));
        List<BatchRenderer.Row> rows = requests.stream()
                .map(request -> new BatchRenderer.Row(
                        steer(request, encoded),
                        request.seed(),
                        encoded(encoded, request.source()).truncated()))
                .toList();
        return renderer.render(rows, negative(settings, encoded), settings, listener);
    }

    /** The embedding that the UNet would be given for a request. */
    public PromptEmbedding embed(GenerationRequest request) {
        return steer(request, encoder.encode(prompts(List.of(request), request.settings())));
    }

    /**
     * The prompts of a request that are longer than a text encoder takes, negative prompt and exemplars included, each
     * with the number of tokens that are cut off at its end.
     */
    public Map<String, Integer> truncations(GenerationRequest request) {
        Map<String, Integer> truncations = new LinkedHashMap<>();
        for (String prompt : prompts(List.of(request), request.settings())) {
            int cut = encoder.cut(prompt);
            if (cut > 0) {
                truncations.put(prompt, cut);
            }
        }
        return truncations;
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
        return Steering.steer(request.method(), source, target, exemplars, request.alpha());
    }

    private static PromptEmbedding embedding(Map<String, EncodedPrompt> encoded, String prompt) {
        return encoded(encoded, prompt).embedding();
    }

    private static EncodedPrompt encoded(Map<String, EncodedPrompt> encoded, String prompt) {
        return Objects.requireNonNull(encoded.get(prompt));
    }

    private void check() {
        encoder.check();
        int height = Math.min(CHECK_EDGE, bundle.defaultHeight());
        int width = Math.min(CHECK_EDGE, bundle.defaultWidth());
        GenerationSettings settings = new GenerationSettings(
                bundle.scheduler().type(), 1, bundle.defaultGuidanceScale(), null, width, height);
        renderer.check(embed(GenerationRequest.ofPrompt("a", 0, settings)), settings);
    }
}
