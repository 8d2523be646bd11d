package io.steerscope.app.differences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.hypothesis.McNemarTest;
import io.steerscope.statistics.interval.Interval;

/**
 * Two models that were asked the same questions.
 *
 * @param figure what they were asked
 * @param n questions that both answered
 * @param interval of the second's share less the first's, by bootstrap over images; null where none is computed
 */
record Versus(String first, String second, String figure, long n, McNemarTest test, @Nullable Interval interval) {

    static Versus of(String first, String second, String figure, boolean[] rightOfFirst, boolean[] rightOfSecond) {
        return new Versus(
                first, second, figure, rightOfFirst.length, McNemarTest.of(rightOfFirst, rightOfSecond), null);
    }

    /** The share that the second has right less that of the first; null where nothing was asked. */
    @Nullable
    Double gain() {
        return n == 0 ? null : (double) (test.onlySecond() - test.onlyFirst()) / n;
    }

    Map<String, Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("first", first);
        fields.put("second", second);
        fields.put("figure", figure);
        fields.put("n", n);
        fields.put("gain", gain());
        fields.put("only_first_right", test.onlyFirst());
        fields.put("only_second_right", test.onlySecond());
        fields.put("mcnemar_exact_p_two_sided", test.pTwoSided());
        if (interval != null) {
            fields.put("gain_bootstrap95_images", interval.toList());
        }
        return Figures.checked(fields);
    }

    /** The same with other words for what was asked. */
    Versus figured(String words) {
        return new Versus(first, second, words, n, test, interval);
    }

    /**
     * A table with a row for every two models and each figure.
     *
     * @param asked what both were asked, in the plural
     */
    static Table table(List<Versus> all, String asked) {
        return new Table(
                "Models against each other",
                "The same " + asked + ". Gain: share right less that of the other. Won and lost: right by one alone. p:"
                        + " McNemar's exact test, two-sided, one test for each row.",
                List.of(
                        Table.Column.text("model"),
                        Table.Column.text("against"),
                        Table.Column.text("figure"),
                        Table.Column.number("n"),
                        Table.Column.number("gain"),
                        Table.Column.number("won"),
                        Table.Column.number("lost"),
                        Table.Column.number("p")),
                all.stream().map(Versus::row).toList());
    }

    private List<Cell> row() {
        return List.of(
                Cell.text(VisibleText.of(second)),
                Cell.text(VisibleText.of(first)),
                Cell.text(figure),
                Cell.count(n),
                Cell.figure(gain(), interval, FigureUnit.MARGIN),
                Cell.count(test.onlySecond()),
                Cell.count(test.onlyFirst()),
                Cell.figure(test.pTwoSided(), FigureUnit.P_VALUE));
    }
}
