package io.steerscope.inference.clip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.encoder.ImageEncoder;
import io.steerscope.inference.encoder.VectorRows;
import io.steerscope.inference.tokenize.PromptTokenizer;
import io.steerscope.inference.tokenize.TokenizedPrompt;
import io.steerscope.inference.torch.TorchModule;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * A CLIP or SigLIP model, ready to embed images and texts. Thread-safe. Any number of images or texts may be given:
 * they are cut into batches of the bundle's size, and the last batch is filled with copies.
 *
 * <p>Batches of images may run side by side, each on threads of its own. That uses the cores better than more threads
 * for one batch, which wait for each other after every operator, and it changes no bit of the results.
 */
public final class ClipModel implements AutoCloseable {

    private static final long TEXT_CACHE_BYTES = 64L << 20;

    private final ClipBundle bundle;
    private final OpenedResources opened;
    private final ImageEncoder images;
    private final TorchModule textEncoder;
    private final PromptTokenizer tokenizer;
    private final Cache<String, TextEmbedding> texts = Caffeine.newBuilder()
            .maximumWeight(TEXT_CACHE_BYTES)
            .<String, TextEmbedding>weigher((text, embedding) -> text.length() * Character.BYTES
                    + embedding.vector().length * Float.BYTES
                    + 2 * embedding.ids().length * Long.BYTES)
            .build();

    private ClipModel(ClipBundle bundle, Device device, int parallelBatches, OpenedResources opened) {
        this.bundle = bundle;
        this.opened = opened;
        this.tokenizer = PromptTokenizer.open(bundle.tokenizer(), opened);
        this.images = ImageEncoder.open(bundle, device, parallelBatches, opened);
        this.textEncoder = TorchModule.open(bundle.textEncoder(), device, opened);
    }

    /**
     * Loads the encoders and checks that they give finite embeddings of the right shape.
     *
     * @param threads intra-op threads, one number for all models of a process: see {@link TorchRuntime#start}
     * @throws BundleException if the bundle cannot be used
     */
    public static ClipModel open(ClipBundle bundle, Device device, int threads) {
        return open(bundle, device, threads, 1);
    }

    /**
     * As {@link #open(ClipBundle, Device, int)}.
     *
     * @param parallelBatches batches of images that run side by side, at least 1
     */
    public static ClipModel open(ClipBundle bundle, Device device, int threads, int parallelBatches) {
        TorchRuntime.start(threads);
        OpenedResources opened = new OpenedResources();
        try {
            ClipModel model = new ClipModel(bundle, device, parallelBatches, opened);
            model.check();
            return model;
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /** The bundle that was opened. */
    public ClipBundle bundle() {
        return bundle;
    }

    /**
     * Embeds images.
     *
     * @param pixelValues {@code [3, H, W]} each, from {@link io.steerscope.inference.image.ClipPreprocessor}
     * @return {@code [D]} each, of Euclidean length 1
     */
    public float[][] encodeImages(List<float[]> pixelValues) {
        return images.encode(pixelValues);
    }

    /** The half that embeds images; it is closed with this. */
    public ImageEncoder images() {
        return images;
    }

    /** Embeds texts; those seen lately are not computed again. */
    public List<TextEmbedding> encodeTexts(List<String> prompts) {
        Map<String, TextEmbedding> found = new HashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String prompt : prompts) {
            TextEmbedding kept = texts.getIfPresent(prompt);
            if (kept == null) {
                missing.add(prompt);
            } else {
                found.put(prompt, kept);
            }
        }
        List<String> remaining = new ArrayList<>(missing);
        for (int start = 0; start < remaining.size(); start += bundle.batchSize()) {
            int end = Math.min(remaining.size(), start + bundle.batchSize());
            found.putAll(encodeTextBatch(remaining.subList(start, end)));
        }
        List<TextEmbedding> embeddings = new ArrayList<>(prompts.size());
        for (String prompt : prompts) {
            embeddings.add(found.get(prompt));
        }
        return Collections.unmodifiableList(embeddings);
    }

    @Override
    public void close() {
        opened.close();
    }

    private Map<String, TextEmbedding> encodeTextBatch(List<String> prompts) {
        int rows = bundle.batchSize();
        int length = bundle.tokenizer().maxLength();
        int width = bundle.embeddingDimension();
        List<TokenizedPrompt> tokenized =
                prompts.stream().map(tokenizer::tokenize).toList();
        long[] ids = new long[rows * length];
        for (int row = 0; row < rows; row++) {
            TokenizedPrompt prompt = tokenized.get(Math.min(row, prompts.size() - 1));
            System.arraycopy(prompt.ids(), 0, ids, row * length, length);
        }
        float[][] vectors;
        try (NDManager scope = textEncoder.newScope()) {
            NDList output = textEncoder.forward(new NDList(scope.create(ids, new Shape(rows, length))));
            vectors = VectorRows.first(textEncoder.values(output.head(), rows, width), width, prompts.size());
        }
        Map<String, TextEmbedding> embeddings = new HashMap<>();
        for (int i = 0; i < prompts.size(); i++) {
            TokenizedPrompt prompt = tokenized.get(i);
            TextEmbedding embedding =
                    new TextEmbedding(vectors[i], prompt.ids(), prompt.cut(), prompt.known(), prompt.unknown());
            texts.put(prompts.get(i), embedding);
            embeddings.put(prompts.get(i), embedding);
        }
        return embeddings;
    }

    private void check() {
        textEncoder.requireFinite(
                Objects.requireNonNull(encodeTextBatch(List.of("a")).get("a")).vector());
    }
}
