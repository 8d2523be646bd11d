package io.steerscope.app.embeddings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a text is to an image. */
public enum TextRole {
    /** The prompt of the pair that the image is steered away from. */
    SOURCE,
    /** The prompt of the pair that it is steered to. */
    TARGET,
    /** What the image was made from, or is described by. */
    PROMPT;

    /** As it stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TextRole> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
