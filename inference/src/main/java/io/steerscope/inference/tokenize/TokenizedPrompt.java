package io.steerscope.inference.tokenize;

/**
 * A prompt as token ids.
 *
 * @param ids exactly as many as the text encoder takes: start token if any, prompt, end token, padding
 * @param untruncatedLength number of ids before truncation and padding, special tokens included
 * @param truncated whether ids were cut off
 */
public record TokenizedPrompt(long[] ids, int untruncatedLength, boolean truncated) {

    /** How many ids were cut off. */
    public int cut() {
        return truncated ? untruncatedLength - ids.length : 0;
    }
}
