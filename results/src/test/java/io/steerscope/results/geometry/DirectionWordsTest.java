package io.steerscope.results.geometry;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.Paragraph;
import io.steerscope.statistics.agreement.SpearmanTest;
import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.geometry.DirectionCell;
import io.steerscope.statistics.geometry.DirectionResult;
import io.steerscope.statistics.geometry.RelationSuccess;

import static org.assertj.core.api.Assertions.assertThat;

class DirectionWordsTest {

    private static final double ALPHA = 1.0;

    @Test
    void aCategoryThatStandsInNoCorrelationIsNamedAndThePlotSaysWhichItHas() {
        // given
        DirectionResult result = result(List.of("size", "colour"), "size");

        // when
        List<Block> blocks = DirectionBlocks.ofOne(result);

        // then
        assertThat(blocks)
                .filteredOn(Paragraph.class::isInstance)
                .extracting(block -> ((Paragraph) block).text())
                .anySatisfy(text -> assertThat(text)
                        .startsWith("1 category is left out of the correlations and the plot")
                        .contains("is absent: colour."));
        assertThat(blocks)
                .filteredOn(Figure.class::isInstance)
                .extracting(block -> ((Figure) block).note())
                .anySatisfy(note -> assertThat(note).contains("of which both consistencies and the margin are known"));
    }

    @Test
    void whereAllCategoriesStandInTheCorrelationNothingIsSaid() {
        // given
        DirectionResult result = result(List.of("size", "colour"), "size", "colour");

        // when / then
        assertThat(DirectionWords.leftOut(result, result.relations().get(0))).isEmpty();
    }

    private static DirectionResult result(List<String> categories, String... plotted) {
        SpearmanTest none = SpearmanTest.of(new double[0], new double[0]);
        MeanTest margin = MeanTest.of(ExactMoments.of(new double[] {0.1, 0.2}));
        return new DirectionResult(
                new BaselineAlpha(0.0, false),
                List.of(),
                List.of(),
                categories.stream()
                        .map(category -> new DirectionCell(category, ALPHA, margin, null))
                        .toList(),
                0,
                List.of(),
                List.of(),
                List.of(new RelationSuccess(
                        ALPHA,
                        Arrays.stream(plotted)
                                .map(category -> new RelationSuccess.Point(category, 0.5, 0.6, 0.15))
                                .toList(),
                        none,
                        none)));
    }
}
