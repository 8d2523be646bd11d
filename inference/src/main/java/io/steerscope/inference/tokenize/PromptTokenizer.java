package io.steerscope.inference.tokenize;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.TokenizerRules;
import io.steerscope.inference.torch.Offline;

/**
 * Turns prompts into the ids that a text encoder takes. A prompt that is too long keeps its first ids, and the end
 * token in the last place. Thread-safe.
 */
public final class PromptTokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer tokenizer;
    private final TokenizerRules rules;

    private final Vocabulary vocabulary;

    private PromptTokenizer(HuggingFaceTokenizer tokenizer, TokenizerRules rules, Vocabulary vocabulary) {
        this.tokenizer = tokenizer;
        this.rules = rules;
        this.vocabulary = vocabulary;
    }

    /**
     * Loads a {@code tokenizer.json}.
     *
     * @throws BundleException if it cannot be read, or does not put the start token, if any, before a prompt and the
     *     end token after it
     */
    public static PromptTokenizer open(TokenizerRules rules) {
        Offline.keep();
        HuggingFaceTokenizer loaded;
        try {
            loaded = HuggingFaceTokenizer.builder()
                    .optTokenizerPath(rules.file())
                    .optAddSpecialTokens(true)
                    .optTruncation(false)
                    .optPadding(false)
                    .build();
        } catch (IOException | RuntimeException e) {
            throw new BundleException(rules.file() + " is not a tokenizer: " + e.getMessage(), e);
        }
        try {
            PromptTokenizer tokenizer = new PromptTokenizer(loaded, rules, Vocabulary.read(rules.file()));
            tokenizer.check();
            return tokenizer;
        } catch (BundleException e) {
            loaded.close();
            throw e;
        }
    }

    /** The most ids that the text encoder takes of a prompt, special tokens included. */
    public int maxLength() {
        return rules.maxLength();
    }

    /** As {@link #open(TokenizerRules)}, closed with others. */
    public static PromptTokenizer open(TokenizerRules rules, OpenedResources opened) {
        PromptTokenizer tokenizer = open(rules);
        return opened.add(tokenizer, tokenizer::close);
    }

    /** The ids of a prompt. */
    public TokenizedPrompt tokenize(String prompt) {
        Encoding encoding = tokenizer.encode(prompt);
        long[] full = encoding.getIds();
        long[] ids = Arrays.copyOf(full, rules.maxLength());
        boolean truncated = full.length > rules.maxLength();
        if (truncated) {
            ids[ids.length - 1] = rules.eosTokenId();
        } else {
            Arrays.fill(ids, full.length, ids.length, rules.padTokenId());
        }
        UnknownTokens tokens =
                new UnknownTokens(prompt, encoding, truncated ? ids.length - 1 : full.length, vocabulary, rules);
        long[] known = truncated
                ? LongStream.concat(tokens.known(), LongStream.of(rules.eosTokenId()))
                        .toArray()
                : tokens.known().toArray();
        return new TokenizedPrompt(ids, full.length, truncated, known, tokens.texts());
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private void check() {
        long[] empty = tokenizer.encode("").getIds();
        boolean starts =
                rules.bosTokenId() == TokenizerRules.NO_TOKEN || empty.length > 1 && empty[0] == rules.bosTokenId();
        boolean ends = empty.length > 0 && empty[empty.length - 1] == rules.eosTokenId();
        if (!starts || !ends) {
            String start =
                    rules.bosTokenId() == TokenizerRules.NO_TOKEN ? "" : "start token " + rules.bosTokenId() + ", ";
            throw new BundleException(rules.file() + " encodes the empty prompt as " + Arrays.toString(empty)
                    + ", where bundle.json says " + start + "end token " + rules.eosTokenId());
        }
    }
}
