package io.steerscope.statistics.analogy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The rank of the best accepted answer to each question, by method and convention. */
public final class Ranks {

    /** The method has no scores for the question. */
    static final int ABSENT = 0;

    /** No accepted answer is a candidate. */
    static final int UNANSWERABLE = -1;

    /** A word of the question, or every answer, is unknown. */
    static final int UNKNOWN = -2;

    private final List<AnalogyMethod> methods;
    private final int[][] ranks;

    Ranks(List<AnalogyMethod> methods, int questions) {
        this.methods = methods;
        this.ranks = new int[methods.size() * Convention.values().length][questions];
        for (int[] ofMethod : ranks) {
            Arrays.fill(ofMethod, UNKNOWN);
        }
    }

    void set(AnalogyMethod method, Convention convention, int question, int rank) {
        of(method, convention)[question] = rank;
    }

    /** A rank from 1, or what there is in place of one. */
    int code(AnalogyMethod method, Convention convention, int question) {
        return of(method, convention)[question];
    }

    /** The rank, from 1; empty where there is none. */
    public OptionalInt rank(AnalogyMethod method, Convention convention, int question) {
        int rank = code(method, convention, question);
        return rank > 0 ? OptionalInt.of(rank) : OptionalInt.empty();
    }

    private int[] of(AnalogyMethod method, Convention convention) {
        int place = methods.indexOf(method);
        if (place < 0) {
            throw new IllegalArgumentException("Nothing was answered by " + method);
        }
        return ranks[place * Convention.values().length + convention.ordinal()];
    }
}
