package io.steerscope.statistics.analogy;

import java.util.Arrays;

/** The candidates with the highest scores, ties in the order of the vocabulary, whatever the order of arrival. */
final class BestCandidates {

    private final double[] scores;
    private final int[] words;
    private int count;

    BestCandidates(int most) {
        this.scores = new double[most];
        this.words = new int[most];
    }

    /** The score that a further candidate must at least have. */
    double least() {
        return count < scores.length ? Double.NEGATIVE_INFINITY : scores[count - 1];
    }

    void offer(int word, double score) {
        int place = count;
        while (place > 0 && (score > scores[place - 1] || score == scores[place - 1] && word < words[place - 1])) {
            place--;
        }
        if (place == scores.length) {
            return;
        }
        int moved = Math.min(count, scores.length - 1) - place;
        System.arraycopy(scores, place, scores, place + 1, moved);
        System.arraycopy(words, place, words, place + 1, moved);
        scores[place] = score;
        words[place] = word;
        count = Math.min(count + 1, scores.length);
    }

    /** The words, best first. */
    int[] words() {
        return Arrays.copyOf(words, count);
    }
}
