package io.steerscope.app.diversity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import io.steerscope.app.embeddings.TextRole;

/** What spectra are conditioned on. */
public enum Condition {
    /** [source, target] / sqrt 2. */
    PAIR(TextRole.SOURCE, TextRole.TARGET),
    /** The target prompt. */
    TARGET(TextRole.TARGET),
    /** The source prompt. */
    SOURCE(TextRole.SOURCE),
    /** The prompt that the image was made from. */
    PROMPT(TextRole.PROMPT),
    /** Nothing: no texts are needed. */
    NONE();

    private final Set<TextRole> roles;

    Condition(TextRole... roles) {
        this.roles = roles.length == 0 ? Set.of() : Set.of(roles);
    }

    /** As the option and the fields name it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The texts that conditions need. With one text of a pair its margin needs the other.
     *
     * @param byPair whether images are of pairs
     */
    public static Set<TextRole> roles(Iterable<Condition> conditions, boolean byPair) {
        Set<TextRole> roles = EnumSet.noneOf(TextRole.class);
        conditions.forEach(condition -> roles.addAll(condition.roles));
        if (byPair && (roles.contains(TextRole.SOURCE) || roles.contains(TextRole.TARGET))) {
            roles.addAll(PAIR.roles);
        }
        return roles;
    }
}
