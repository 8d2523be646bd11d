package io.steerscope.statistics.hypothesis;

/**
 * McNemar's exact test (McNemar 1947) of two methods that were asked the same questions: of those that one method alone
 * has right, each method has as many but for chance, Binomial(onlyFirst + onlySecond, 1/2).
 *
 * @param onlyFirst questions that the first method alone has right
 * @param onlySecond questions that the second method alone has right
 * @param pTwoSided min(1, twice the smaller tail); 1 where no question tells them apart
 */
public record McNemarTest(long onlyFirst, long onlySecond, double pTwoSided) {

    /**
     * The test of two counts.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public static McNemarTest of(long onlyFirst, long onlySecond) {
        double tail = SignTest.pGreater(Math.max(onlyFirst, onlySecond), Math.min(onlyFirst, onlySecond))
                .orElse(1.0);
        return new McNemarTest(onlyFirst, onlySecond, Math.min(1.0, 2.0 * tail));
    }

    /**
     * The test of answers.
     *
     * @param first whether the first method has each question right
     * @param second whether the second method has it right, as many
     */
    public static McNemarTest of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " answers cannot be paired with " + second.length);
        }
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < first.length; i++) {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }
        return of(onlyFirst, onlySecond);
    }
}
