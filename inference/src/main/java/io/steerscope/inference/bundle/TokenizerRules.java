package io.steerscope.inference.bundle;

import java.nio.file.Path;

/**
 * How a prompt becomes the ids that a text encoder takes.
 *
 * @param file the {@code tokenizer.json}
 * @param maxLength ids per prompt, special tokens and padding included
 * @param bosTokenId id of the start token, or {@link #NO_TOKEN}
 * @param eosTokenId id of the end token
 * @param padTokenId id that fills up to {@code maxLength}
 */
public record TokenizerRules(Path file, int maxLength, long bosTokenId, long eosTokenId, long padTokenId) {

    /** In the place of the start token's id, where texts have none. */
    public static final long NO_TOKEN = -1;
}
