package io.steerscope.inference.tokenize;

/**
 * A prompt as token ids.
 *
 * @param ids exactly as many as the text encoder takes: start token, prompt, end token, padding
 * @param untruncatedLength number of ids before truncation and padding, start and end token included
 * @param truncated whether ids were cut off
 */
public record TokenizedPrompt(long[] ids, int untruncatedLength, boolean truncated) {}
