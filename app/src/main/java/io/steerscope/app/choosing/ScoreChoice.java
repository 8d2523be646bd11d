package io.steerscope.app.choosing;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.steerscope.app.embeddings.TextRole;

/**
 * What images are scored by.
 *
 * @param kind how the score comes about
 * @param name as it was asked for; the name of the column where it is one
 */
public record ScoreChoice(Kind kind, String name) {

    /** How a score comes about. */
    public enum Kind {
        /** 100 times the cosine of image and target, or prompt. */
        CLIP,
        /** Cosine of image and target less that of image and source. */
        MARGIN,
        /** Cosine of the change from the unsteered image and the direction from source to target. */
        DIRECTIONAL,
        /** A column of the table. */
        COLUMN
    }

    /** The scale of {@link Kind#CLIP}. */
    public enum Scale {
        /** 100 cos, not clamped. */
        CLIP,
        /** 2.5 max(0, cos), CLIPScore of Hessel et al. 2021. */
        HESSEL
    }

    /** The score of a name. */
    public static ScoreChoice of(String name) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.COLUMN && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new ScoreChoice(kind, name);
            }
        }
        return new ScoreChoice(Kind.COLUMN, name);
    }

    /**
     * The texts that every image must have.
     *
     * @param byPair whether images are of pairs; the texts of a pair are read together, for its margin
     * @param withoutPrompt whether prompts are taken out of the images
     */
    public Set<TextRole> texts(boolean byPair, boolean withoutPrompt) {
        return switch (kind) {
            case MARGIN, DIRECTIONAL -> EnumSet.of(TextRole.SOURCE, TextRole.TARGET);
            case CLIP -> prompt(byPair);
            case COLUMN -> withoutPrompt ? prompt(byPair) : EnumSet.noneOf(TextRole.class);
        };
    }

    private static Set<TextRole> prompt(boolean byPair) {
        return byPair ? EnumSet.of(TextRole.SOURCE, TextRole.TARGET) : EnumSet.of(TextRole.PROMPT);
    }
}
