package io.steerscope.statistics.embedding;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.statistics.distribution.StudentT;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class JackknifeTest {

    private static final int PAIRS = 6;
    private static final double RIDGE = 0.01;

    /** Of few and many dimensions, pairs of one and of two prompts, and a ridge so small that nothing is updated. */
    @ParameterizedTest
    @CsvSource({"5, 1, 0.01", "40, 1, 0.001", "5, 2, 0.01", "40, 2, 0.001", "5, 1, 0.00001", "5, 1, 0.0"})
    void itsErrorIsThatOfFiguresComputedWithoutEachPair(int dimensions, int promptsOfPair, double ridge) {
        // given
        float[][] images = TestVectors.random(3 * PAIRS - 1, dimensions, 1);
        int[] pairs = IntStream.range(0, images.length).map(i -> i / 3).toArray();
        int[] prompts = IntStream.range(0, images.length)
                .map(i -> i / 3 * promptsOfPair + i % 3 % promptsOfPair)
                .toArray();
        float[][] texts = TestVectors.random(promptsOfPair * PAIRS, 4, 2);
        double[] logs = new double[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            int left = pair;
            int[] others = IntStream.range(0, images.length)
                    .filter(i -> pairs[i] != left)
                    .toArray();
            logs[pair] = Math.log(sce(
                    IntStream.of(others).mapToObj(i -> images[i]).toArray(float[][]::new),
                    IntStream.of(others).map(i -> prompts[i]).toArray(),
                    texts,
                    ridge));
        }
        double mean =
                IntStream.range(0, PAIRS).mapToDouble(i -> logs[i]).average().orElseThrow();
        double squares = IntStream.range(0, PAIRS)
                .mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean))
                .sum();

        // when
        Jackknife.Estimate estimate = Jackknife.of(images, prompts, pairs, Optional.of(TextFeatures.of(texts)), ridge)
                .orElseThrow()
                .estimate(Jackknife.Figure.SCE)
                .orElseThrow();

        // then
        double se = Math.sqrt(5.0 / 6.0 * squares);
        assertThat(estimate.log()).isEqualTo(Math.log(sce(images, prompts, texts, ridge)), within(1e-10));
        assertThat(estimate.se()).isEqualTo(se, within(1e-10));
        assertThat(estimate.interval().high())
                .isEqualTo(Math.exp(estimate.log() + StudentT.quantile(0.975, 5.0) * se), within(1e-9));
    }

    @Test
    void belowThreePairsThereIsNone() {
        // given
        float[][] images = TestVectors.random(4, 3, 1);
        int[] pairs = {0, 0, 1, 1};

        // then
        assertThat(Jackknife.of(images, pairs, pairs, Optional.empty(), RIDGE)).isEmpty();
    }

    @Test
    void withoutTextsOnlyTheVendiScoreIsDetermined() {
        // given
        int[] pairs = {0, 1, 2, 3};
        Jackknife jackknife = Jackknife.of(TestVectors.random(4, 3, 1), pairs, pairs, Optional.empty(), RIDGE)
                .orElseThrow();

        // then
        assertThat(jackknife.estimate(Jackknife.Figure.VENDI)).isPresent();
        assertThat(jackknife.estimate(Jackknife.Figure.MODES)).isEmpty();
    }

    @Test
    void aGroupIsOnceItself() {
        // given
        int[] pairs = {0, 0, 1, 1, 2, 2};
        Jackknife jackknife = Jackknife.of(TestVectors.random(6, 3, 1), pairs, pairs, Optional.empty(), RIDGE)
                .orElseThrow();

        // when
        Jackknife.Estimate ratio =
                jackknife.ratioTo(jackknife, Jackknife.Figure.VENDI).orElseThrow();

        // then
        assertThat(ratio.log()).isZero();
        assertThat(ratio.interval().low()).isEqualTo(1.0);
        assertThat(ratio.interval().high()).isEqualTo(1.0);
    }

    private static double sce(float[][] images, int[] prompts, float[][] texts, double ridge) {
        ImageMoments moments = TestVectors.moments(images, prompts, texts);
        assertThat(moments.plain(OptionalDouble.empty()).n()).isEqualTo(images.length);
        return moments.conditional(0, ridge).sce();
    }
}
