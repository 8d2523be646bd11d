package io.steerscope.app.analogies;

/** Hears how far the questions over one place are answered. */
@FunctionalInterface
public interface QuestionProgress {

    /**
     * Hears that more is done.
     *
     * @param source what the words are called
     * @param answered questions, those with exchanged second pairs too
     * @param of how many there are, at least 1
     */
    void answered(String source, long answered, long of);
}
