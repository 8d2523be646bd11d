package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.List;

/**
 * Which entries of a store are asked for.
 *
 * @param kind how the texts select
 * @param texts texts in UTF-8; an entry is given once for every text that selects it
 */
public record Selection(Kind kind, List<String> texts) {

    /** How texts select. */
    public enum Kind {
        /** Entries whose key begins with a text. */
        PREFIXES,
        /** Entries whose key is a text. */
        KEYS
    }

    /** Copies the list. */
    public Selection {
        texts = List.copyOf(texts);
    }

    /** Entries whose key begins with one of these. */
    public static Selection prefixes(Collection<String> prefixes) {
        return new Selection(Kind.PREFIXES, List.copyOf(prefixes));
    }

    /** Entries under these keys. */
    public static Selection keys(Collection<String> keys) {
        return new Selection(Kind.KEYS, List.copyOf(keys));
    }
}
