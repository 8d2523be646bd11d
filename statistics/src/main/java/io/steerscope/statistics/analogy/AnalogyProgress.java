package io.steerscope.statistics.analogy;

/** Hears how far questions are answered, one call at a time. */
@FunctionalInterface
public interface AnalogyProgress {

    /** Of who does not want to know. */
    AnalogyProgress NONE = (answered, of) -> {};

    /**
     * Hears that more is done.
     *
     * @param answered questions, those with exchanged second pairs too; each counts by the share of the vocabulary that
     *     was looked at
     * @param of how many there are, at least 1
     */
    void answered(long answered, long of);
}
