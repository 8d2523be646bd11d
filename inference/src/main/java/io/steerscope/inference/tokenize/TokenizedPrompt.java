package io.steerscope.inference.tokenize;

import java.util.Arrays;
import java.util.List;

/**
 * A prompt as token ids.
 *
 * @param ids exactly as many as the text encoder takes: start token if any, prompt, end token, padding
 * @param untruncatedLength number of ids before truncation and padding, special tokens included
 * @param truncated whether ids were cut off
 * @param known the ids without padding and without those of unknown tokens
 * @param unknown what the tokenizer does not know of the part that was not cut off, in its order: the text of each
 *     unknown token, and of what it drops
 */
public record TokenizedPrompt(
        long[] ids, int untruncatedLength, boolean truncated, long[] known, List<String> unknown) {

    /** Copies the list. */
    public TokenizedPrompt {
        unknown = List.copyOf(unknown);
    }

    /** How many ids were cut off. */
    public int cut() {
        return truncated ? untruncatedLength - ids.length : 0;
    }

    /**
     * Whether a text encoder is given nothing by which to tell two prompts apart: their ids are the same, or they
     * differ in unknown tokens alone.
     */
    public boolean isSameAs(TokenizedPrompt other) {
        return Arrays.equals(known, other.known);
    }
}
