package io.steerscope.app.prompts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.TokenizerRules;
import io.steerscope.inference.tokenize.Language;
import io.steerscope.inference.tokenize.PromptTokenizer;
import io.steerscope.inference.tokenize.TokenizedPrompt;

/** What the text encoders of one bundle are given of prompts. */
public final class PromptReader implements AutoCloseable {

    private final ModelBundle bundle;
    private final List<PromptTokenizer> tokenizers = new ArrayList<>();

    /** @throws BundleException if a tokenizer cannot be read */
    public PromptReader(ModelBundle bundle) {
        this.bundle = bundle;
        try {
            for (TokenizerRules rules : Language.tokenizers(bundle)) {
                tokenizers.add(PromptTokenizer.open(rules));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The bundle's id. */
    public String id() {
        return bundle.id();
    }

    /** What language the bundle understands, in one line; empty if it takes any text apart. */
    public Optional<String> language() {
        return Language.of(bundle);
    }

    /**
     * What it does not know of a prompt, in the prompt's order: the unknown tokens of every text encoder, each once.
     */
    public List<String> unknown(String prompt) {
        Set<String> unknown = new LinkedHashSet<>();
        tokenizers.forEach(
                tokenizer -> unknown.addAll(tokenizer.tokenize(prompt).unknown()));
        return List.copyOf(unknown);
    }

    /**
     * One line about what it does not know of a text; empty if it knows all.
     *
     * @param what name of the text
     */
    public Optional<String> unknownLine(String what, String text) {
        List<String> unknown = unknown(text);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("%s: unknown to %s: %s (%d of its tokens)"
                        .formatted(what, id(), Sameness.shown(unknown), unknownTokens(text)));
    }

    /**
     * One line about a text that a text encoder cuts; empty if none does.
     *
     * @param what name of the text
     */
    public Optional<String> cutLine(String what, String text) {
        return tokenizers.stream()
                .map(tokenizer -> tokenizer.tokenize(text))
                .filter(TokenizedPrompt::truncated)
                .max(Comparator.comparingInt(TokenizedPrompt::cut))
                .map(tokens -> "%s is cut by %s: %d of %d tokens"
                        .formatted(what, id(), tokens.cut(), tokens.untruncatedLength()));
    }

    /** What a prompt is to it: equal of exactly those prompts that no text encoder can tell apart. */
    public String form(String prompt) {
        return tokenizers.stream()
                .map(tokenizer -> Arrays.toString(tokenizer.tokenize(prompt).known()))
                .collect(Collectors.joining());
    }

    /** The most unknown tokens of a prompt that one of the text encoders is given. */
    int unknownTokens(String prompt) {
        return tokenizers.stream()
                .mapToInt(tokenizer -> tokenizer.tokenize(prompt).unknown().size())
                .max()
                .orElse(0);
    }

    /** Whether it knows nothing of a prompt. */
    boolean knowsNothingOf(String prompt) {
        return tokenizers.stream()
                .allMatch(tokenizer -> tokenizer.tokenize(prompt).isSameAs(tokenizer.tokenize("")));
    }

    /** Why two prompts are one to it, as no text encoder can tell them apart; empty if one can. */
    public Optional<Sameness> sameness(String prompt, String other) {
        boolean cut = false;
        int length = 0;
        for (PromptTokenizer tokenizer : tokenizers) {
            TokenizedPrompt one = tokenizer.tokenize(prompt);
            TokenizedPrompt two = tokenizer.tokenize(other);
            if (!one.isSameAs(two)) {
                return Optional.empty();
            }
            cut |= one.truncated() || two.truncated();
            length = Math.max(length, tokenizer.maxLength());
        }
        Set<String> unknown = new LinkedHashSet<>(unknown(prompt));
        unknown.addAll(unknown(other));
        if (!unknown.isEmpty()) {
            return Optional.of(new Sameness.Unknown(List.copyOf(unknown)));
        }
        return Optional.of(cut ? new Sameness.Cut(length) : new Sameness.Tokens());
    }

    @Override
    public void close() {
        tokenizers.forEach(PromptTokenizer::close);
    }
}
