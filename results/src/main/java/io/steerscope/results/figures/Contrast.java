package io.steerscope.results.figures;

import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * Whether the margin of a score says anything: the scorer was given something by which to tell the two prompts apart.
 */
public final class Contrast {

    private Contrast() {}

    /** False if both prompts are one to the scorer; true of scores that do not note their tokens. */
    public static boolean of(MarginScore score) {
        PromptTokens tokens = score.getTokens();
        return tokens == null || !tokens.getSame();
    }
}
