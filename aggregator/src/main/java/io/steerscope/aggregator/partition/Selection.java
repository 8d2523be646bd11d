package io.steerscope.aggregator.partition;

import java.util.Collection;
import java.util.List;

/**
 * Which entries of a store are asked for.
 *
 * @param kind how the texts select
 * @param texts texts in UTF-8; an entry is given once for every text that selects it
 */
record Selection(Kind kind, List<String> texts) {

    /** How texts select. */
    enum Kind {
        /** Entries whose key begins with a text. */
        PREFIXES,
        /** Entries whose key is a text. */
        KEYS
    }

    Selection {
        texts = List.copyOf(texts);
    }

    static Selection prefixes(Collection<String> prefixes) {
        return new Selection(Kind.PREFIXES, List.copyOf(prefixes));
    }

    static Selection keys(Collection<String> keys) {
        return new Selection(Kind.KEYS, List.copyOf(keys));
    }
}
