package io.steerscope.statistics.analogy;

/**
 * A question over numbers of words: a is to b as c is to one of the answers.
 *
 * @param answers those that count, at least one
 */
record Item(int a, int b, int c, int[] answers) {

    /** Whether a word is a, b or c. */
    boolean asks(int word) {
        return word == a || word == b || word == c;
    }
}
