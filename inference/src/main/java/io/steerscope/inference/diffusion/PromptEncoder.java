package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.steering.PromptEmbedding;
import io.steerscope.inference.tokenize.PromptTokenizer;
import io.steerscope.inference.tokenize.TokenizedPrompt;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TensorModule;

/**
 * The two text encoders: hidden states of the last layer but one, concatenated, and the pooled embedding of the second.
 * Encodings are kept within a bound of memory. Thread-safe.
 */
final class PromptEncoder {

    private static final long CACHE_BYTES =
            Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);

    private final SdxlBundle bundle;
    private final PromptTokenizer firstTokenizer;
    private final PromptTokenizer secondTokenizer;
    private final TensorModule first;
    private final TensorModule second;
    private final RowLimit limit;
    private final Cache<String, EncodedPrompt> encodings = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .<String, EncodedPrompt>weigher(
                    (text, encoded) -> Math.toIntExact(encoded.bytes() + (long) text.length() * Character.BYTES))
            .build();

    /**
     * @param rows prompts that go through the encoders at once
     */
    PromptEncoder(
            SdxlBundle bundle,
            PromptTokenizer firstTokenizer,
            PromptTokenizer secondTokenizer,
            TensorModule first,
            TensorModule second,
            int rows) {
        this.bundle = bundle;
        this.firstTokenizer = firstTokenizer;
        this.secondTokenizer = secondTokenizer;
        this.first = first;
        this.second = second;
        this.limit = new RowLimit(bundle.secondTextEncoder().path(), rows);
    }

    /** Encodes prompts; the result has every one of them. */
    Map<String, EncodedPrompt> encode(Collection<String> prompts) {
        Map<String, EncodedPrompt> found = new HashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String prompt : prompts) {
            EncodedPrompt kept = encodings.getIfPresent(prompt);
            if (kept == null) {
                missing.add(prompt);
            } else {
                found.put(prompt, kept);
            }
        }
        List<String> remaining = new ArrayList<>(missing);
        for (int start = 0; start < remaining.size(); ) {
            int rows = limit.rows();
            int end = Math.min(remaining.size(), start + rows);
            try {
                found.putAll(encodeBatch(remaining.subList(start, end), rows));
                start = end;
            } catch (OutOfMemoryException e) {
                limit.halve(rows, e);
            }
        }
        return found;
    }

    /** How many tokens the text encoder that cuts more of a prompt leaves out; 0 where it fits both. */
    int cut(String prompt) {
        EncodedPrompt kept = encodings.getIfPresent(prompt);
        return kept != null
                ? kept.cut()
                : Math.max(
                        firstTokenizer.tokenize(prompt).cut(),
                        secondTokenizer.tokenize(prompt).cut());
    }

    /** What stands for an absent negative prompt where the bundle asks for zeros. */
    PromptEmbedding zeros() {
        int length = bundle.firstTokenizer().maxLength();
        return new PromptEmbedding(
                new float[length * bundle.crossAttentionDimension()], length, new float[bundle.pooledDimension()]);
    }

    /** Encodes a short prompt and checks shapes and values. */
    void check() {
        PromptEmbedding embedding =
                Objects.requireNonNull(encode(List.of("a")).get("a")).embedding();
        first.requireFinite(embedding.tokens());
        second.requireFinite(embedding.pooled());
    }

    private Map<String, EncodedPrompt> encodeBatch(List<String> prompts, int rows) {
        List<TokenizedPrompt> firstIds =
                prompts.stream().map(firstTokenizer::tokenize).toList();
        List<TokenizedPrompt> secondIds =
                prompts.stream().map(secondTokenizer::tokenize).toList();
        Hidden firstHidden = firstHidden(firstIds, rows);
        float[] pooled = new float[rows * bundle.pooledDimension()];
        Hidden secondHidden =
                secondHidden(secondIds, rows, bundle.crossAttentionDimension() - firstHidden.width(), pooled);
        Map<String, EncodedPrompt> encoded = new HashMap<>();
        for (int row = 0; row < prompts.size(); row++) {
            PromptEmbedding embedding = new PromptEmbedding(
                    concatenate(firstHidden, secondHidden, row),
                    bundle.firstTokenizer().maxLength(),
                    Arrays.copyOfRange(pooled, row * bundle.pooledDimension(), (row + 1) * bundle.pooledDimension()));
            int cut = Math.max(firstIds.get(row).cut(), secondIds.get(row).cut());
            EncodedPrompt prompt = new EncodedPrompt(embedding, cut);
            encodings.put(prompts.get(row), prompt);
            encoded.put(prompts.get(row), prompt);
        }
        return encoded;
    }

    /**
     * Hidden states of a batch.
     *
     * @param values {@code [B, L, width]}
     */
    private record Hidden(float[] values, int width) {}

    private Hidden firstHidden(List<TokenizedPrompt> prompts, int rows) {
        int length = bundle.firstTokenizer().maxLength();
        try (NDManager scope = first.newScope()) {
            NDList output = first.forward(new NDList(scope.create(ids(prompts, rows), new Shape(rows, length))));
            Shape shape = output.head().getShape();
            int width = Math.toIntExact(shape.get(shape.dimension() - 1));
            if (width >= bundle.crossAttentionDimension()) {
                throw new BundleException(bundle.firstTextEncoder() + " gave hidden states of width " + width
                        + ", which leaves nothing of the " + bundle.crossAttentionDimension() + " for the second");
            }
            return new Hidden(first.values(output.head(), rows, length, width), width);
        }
    }

    private Hidden secondHidden(List<TokenizedPrompt> prompts, int rows, int width, float[] pooled) {
        int length = bundle.secondTokenizer().maxLength();
        try (NDManager scope = second.newScope()) {
            NDList output = second.forward(new NDList(scope.create(ids(prompts, rows), new Shape(rows, length))));
            if (output.size() != 2) {
                throw new BundleException(bundle.secondTextEncoder() + " gave " + output.size()
                        + " outputs instead of hidden states and pooled embedding: export the bundle again");
            }
            float[] values = second.values(output.get(1), rows, bundle.pooledDimension());
            System.arraycopy(values, 0, pooled, 0, pooled.length);
            return new Hidden(second.values(output.get(0), rows, length, width), width);
        }
    }

    private long[] ids(List<TokenizedPrompt> prompts, int rows) {
        int length = bundle.firstTokenizer().maxLength();
        long[] ids = new long[rows * length];
        for (int row = 0; row < rows; row++) {
            long[] prompt = prompts.get(Math.min(row, prompts.size() - 1)).ids();
            System.arraycopy(prompt, 0, ids, row * length, length);
        }
        return ids;
    }

    private float[] concatenate(Hidden left, Hidden right, int row) {
        int length = bundle.firstTokenizer().maxLength();
        int width = left.width() + right.width();
        float[] tokens = new float[length * width];
        for (int token = 0; token < length; token++) {
            int in = row * length + token;
            System.arraycopy(left.values(), in * left.width(), tokens, token * width, left.width());
            System.arraycopy(right.values(), in * right.width(), tokens, token * width + left.width(), right.width());
        }
        return tokens;
    }
}
