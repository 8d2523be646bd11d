package io.steerscope.app.choosing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.steerscope.app.embeddings.TextRole;
import io.steerscope.results.alignment.Clip;

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
        HESSEL;

        /** The score of a cosine. */
        double of(double cosine) {
            return this == CLIP ? Clip.FACTOR * cosine : Clip.HESSEL * Math.max(0.0, cosine);
        }
    }

    /** The names of scores that are no columns. */
    static List<String> names() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.COLUMN)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
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
     * @param byPair whether images are of pairs, whose prompt is their target
     * @param withoutPrompt whether prompts are taken out of the images
     */
    public Set<TextRole> texts(boolean byPair, boolean withoutPrompt) {
        return switch (kind) {
            case MARGIN, DIRECTIONAL -> EnumSet.of(TextRole.SOURCE, TextRole.TARGET);
            case CLIP -> prompt(byPair);
            case COLUMN -> withoutPrompt ? prompt(byPair) : EnumSet.noneOf(TextRole.class);
        };
    }

    /** The texts that images of pairs may have beside those that they must have: margins stand beside scores. */
    public Set<TextRole> further(boolean byPair) {
        return byPair && kind == Kind.CLIP ? EnumSet.of(TextRole.SOURCE) : EnumSet.noneOf(TextRole.class);
    }

    private static Set<TextRole> prompt(boolean byPair) {
        return EnumSet.of(byPair ? TextRole.TARGET : TextRole.PROMPT);
    }
}
