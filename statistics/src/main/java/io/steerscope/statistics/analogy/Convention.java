package io.steerscope.statistics.analogy;

import java.util.Locale;

/** Which words are candidates. */
public enum Convention {
    /** All but a, b and c, as in word2vec and gensim. */
    EXCLUSIVE,
    /** All. */
    INCLUSIVE;

    /** As people and files write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }
}
