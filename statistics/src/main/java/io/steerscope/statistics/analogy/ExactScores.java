package io.steerscope.statistics.analogy;

import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/** Scores of candidates of one item at a time, in double; of one thread. */
final class ExactScores {

    /** Unit vectors nearer than this are one direction: what differs is rounding. */
    static final double SAME = 1e-12;

    private static final double COS_MUL_EPSILON = 1e-6;

    private final Vocabulary vocabulary;
    private final double[] raw;
    private final double[] candidate;
    private double[] a;
    private double[] b;
    private double[] c;
    private double[] sum;
    private double[] rawSum;
    private double[] offset;
    private Item item;
    private double offsetLength;
    private int loaded = -1;
    private boolean combined;

    ExactScores(Vocabulary vocabulary) {
        int d = vocabulary.dimension();
        this.vocabulary = vocabulary;
        this.raw = new double[d];
        this.candidate = new double[d];
        this.a = candidate;
        this.b = candidate;
        this.c = candidate;
        this.sum = new double[d];
        this.rawSum = new double[d];
        this.offset = new double[d];
        this.item = new Item(0, 0, 0, new int[0]);
    }

    /** Goes to an item whose words have these unit vectors. */
    void take(Item next, double[] unitA, double[] unitB, double[] unitC) {
        item = next;
        a = unitA;
        b = unitB;
        c = unitC;
        combined = false;
    }

    /** Length of u_b - u_a + u_c, or of the vectors as they are, before it is divided out. */
    double sumLength(boolean ofRaw) {
        double[] combination = ofRaw ? rawCombination() : Arithmetic.combination(a, b, c);
        return Offsets.length(combination);
    }

    /** Whether a method has scores for the item. */
    boolean isDefined(AnalogyMethod method) {
        return switch (method) {
            case COS_ADD -> sumLength(false) > SAME;
            case COS_ADD_RAW -> sumLength(true) > SAME * rawScale();
            case PAIR_DIRECTION -> Offsets.length(Offsets.between(a, b)) > SAME;
            case COS_MUL, ONLY_C, ONLY_B -> true;
        };
    }

    /** The score of a candidate; minus infinity where a direction from c is asked for and there is none. */
    double of(AnalogyMethod method, int word) {
        combine();
        if (word != loaded) {
            vocabulary.unit(word, candidate);
            loaded = word;
        }
        return switch (method) {
            case COS_ADD -> UnitVectors.dot(candidate, sum);
            case COS_ADD_RAW -> UnitVectors.dot(candidate, rawSum);
            case COS_MUL -> {
                double toA = (1.0 + UnitVectors.dot(candidate, a)) / 2.0;
                double toB = (1.0 + UnitVectors.dot(candidate, b)) / 2.0;
                double toC = (1.0 + UnitVectors.dot(candidate, c)) / 2.0;
                yield toB * toC / (toA + COS_MUL_EPSILON);
            }
            case PAIR_DIRECTION -> direction();
            case ONLY_C -> UnitVectors.dot(candidate, c);
            case ONLY_B -> UnitVectors.dot(candidate, b);
        };
    }

    private double direction() {
        double products = 0.0;
        double squares = 0.0;
        for (int k = 0; k < candidate.length; k++) {
            double step = candidate[k] - c[k];
            products += step * offset[k];
            squares += step * step;
        }
        double length = Math.sqrt(squares);
        return length <= SAME ? Double.NEGATIVE_INFINITY : products / (length * offsetLength);
    }

    private void combine() {
        if (combined) {
            return;
        }
        sum = Arithmetic.combination(a, b, c);
        Arithmetic.normalise(sum);
        rawSum = rawCombination();
        Arithmetic.normalise(rawSum);
        offset = Offsets.between(a, b);
        offsetLength = Offsets.length(offset);
        combined = true;
    }

    private double rawScale() {
        return vocabulary.length(item.a()) + vocabulary.length(item.b()) + vocabulary.length(item.c());
    }

    private double[] rawCombination() {
        double[] combination = new double[raw.length];
        vocabulary.raw(item.b(), raw);
        add(combination, 1.0);
        vocabulary.raw(item.a(), raw);
        add(combination, -1.0);
        vocabulary.raw(item.c(), raw);
        add(combination, 1.0);
        return combination;
    }

    private void add(double[] into, double sign) {
        for (int k = 0; k < into.length; k++) {
            into[k] += sign * raw[k];
        }
    }
}
