package io.steerscope.results.diversity;

import java.util.Locale;

/** What spectra are conditioned on. */
public enum Condition {
    /** [source, target] / sqrt 2. */
    PAIR,
    /** The target prompt. */
    TARGET,
    /** The source prompt. */
    SOURCE,
    /** The prompt that the image was made from. */
    PROMPT,
    /** Nothing: no texts are needed. */
    NONE;

    /** As the option and the fields name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
