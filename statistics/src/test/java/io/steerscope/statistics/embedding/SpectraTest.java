package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Spectra whose values follow by hand. */
class SpectraTest {

    private static final OptionalDouble NO_ORDER = OptionalDouble.empty();

    @Test
    void equalImagesAreOneKindAtNoDistance() {
        // given
        float[][] images = new float[7][];
        Arrays.fill(images, new float[] {0.6f, -0.8f, 0.1f});

        // when
        PlainSpectrum plain = TestVectors.moments(images, new int[7]).plain(NO_ORDER);

        // then
        assertThat(plain.q1()).isEqualTo(1.0, within(1e-12));
        assertThat(plain.q2()).isEqualTo(1.0, within(1e-12));
        assertThat(plain.infinite()).isEqualTo(1.0, within(1e-12));
        assertThat(plain.meanPairwiseDistance()).isZero();
        assertThat(plain.meanResultantLength()).isEqualTo(1.0, within(1e-12));
        assertThat(plain.participationRatio()).isNull();
        assertThat(plain.q2Unbiased()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void orthogonalImagesAreAsManyKindsAsThereAre() {
        // given
        float[][] images = new float[5][];
        for (int i = 0; i < 5; i++) {
            images[i] = TestVectors.axis(8, i);
        }

        // when
        PlainSpectrum plain = TestVectors.moments(images, new int[5]).plain(OptionalDouble.of(0.5));

        // then
        assertThat(plain.q1()).isEqualTo(5.0, within(1e-12));
        assertThat(plain.q2()).isEqualTo(5.0, within(1e-12));
        assertThat(plain.infinite()).isEqualTo(5.0, within(1e-12));
        assertThat(plain.order()).isEqualTo(5.0, within(1e-12));
        assertThat(plain.meanPairwiseDistance()).isEqualTo(1.0, within(1e-12));
        assertThat(plain.participationRatio()).isEqualTo(4.0, within(1e-12));
        assertThat(plain.q2Unbiased()).as("no two are alike at all").isNull();
    }

    @Test
    void ofOneImageOnlyTheEffectiveNumbersAreDetermined() {
        // when
        PlainSpectrum plain =
                TestVectors.moments(new float[][] {{3.0f, 4.0f}}, new int[1]).plain(NO_ORDER);

        // then
        assertThat(plain.q1()).isEqualTo(1.0);
        assertThat(plain.meanPairwiseDistance()).isNull();
        assertThat(plain.participationRatio()).isNull();
        assertThat(plain.q2Unbiased()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void promptsThatExplainAllLeaveNothing(int imagesOfEach) {
        // given
        int n = 4 * imagesOfEach;
        float[][] images = new float[n][];
        int[] prompts = new int[n];
        for (int i = 0; i < n; i++) {
            prompts[i] = i / imagesOfEach;
            images[i] = TestVectors.axis(6, prompts[i]);
        }
        float[][] texts = TestVectors.random(4, 5, 1);

        // when
        ConditionalSpectrum spectrum =
                TestVectors.moments(images, prompts, texts).conditional(0, 0.0);

        // then
        assertThat(spectrum.textDof()).isEqualTo(4.0);
        assertThat(spectrum.traceConditional()).isZero();
        assertThat(spectrum.sce()).isEqualTo(1.0);
        assertThat(spectrum.modes()).isNull();
        assertThat(spectrum.promptModes()).isEqualTo(4.0, within(1e-9));
        assertThat(spectrum.explainedShare()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void aRidgeWithoutBoundExplainsNothing() {
        // given
        ImageMoments moments =
                TestVectors.moments(TestVectors.random(30, 6, 2), new int[30], TestVectors.random(1, 4, 3));

        // when
        ConditionalSpectrum spectrum = moments.conditional(0, 1e13);

        // then
        double vendi = moments.plain(NO_ORDER).q1();
        assertThat(spectrum.sce()).isEqualTo(vendi, within(1e-11));
        assertThat(spectrum.modes()).isEqualTo(vendi, within(1e-11));
        assertThat(spectrum.promptSce()).isEqualTo(1.0);
        assertThat(spectrum.promptModes()).isNull();
    }

    @Test
    void atRidgeZeroWhatIsLeftIsTheCovarianceWithinPrompts() {
        // given
        float[][] images = TestVectors.random(60, 7, 4);
        int[] prompts = new int[60];
        double[][] means = new double[5][7];
        for (int i = 0; i < 60; i++) {
            prompts[i] = i % 5;
            double[] unit = UnitVectors.of(images[i]);
            for (int j = 0; j < 7; j++) {
                means[i % 5][j] += unit[j] / 12.0;
            }
        }

        // when
        ConditionalSpectrum spectrum = TestVectors.moments(images, prompts, TestVectors.random(5, 9, 5))
                .conditional(0, 0.0);

        // then
        double within = 0.0;
        for (int i = 0; i < 60; i++) {
            within += UnitVectors.squaredDistance(UnitVectors.of(images[i]), means[i % 5]) / 60.0;
        }
        assertThat(spectrum.traceConditional()).isEqualTo(within, within(1e-12));
        assertThat(spectrum.textDof()).isEqualTo(5.0);
    }

    @Test
    void everyImageWithItsOwnPromptIsSaturated() {
        // given
        int[] prompts = {0, 1, 2, 3, 4, 5};

        // when
        ConditionalSpectrum spectrum = TestVectors.moments(
                        TestVectors.random(6, 9, 6), prompts, TestVectors.random(6, 9, 7))
                .conditional(0, 0.0);

        // then
        assertThat(spectrum.saturated()).isTrue();
        assertThat(spectrum.traceConditional()).isZero();
    }

    @Test
    void fewerDimensionsThanFiveHaveFewerEigenvalues() {
        // given
        ImageMoments moments =
                TestVectors.moments(TestVectors.random(9, 3, 8), new int[9], TestVectors.random(1, 2, 9));

        // then
        assertThat(moments.conditional(0, 0.01).eigenvalues())
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aVectorWithoutDirectionIsRefused() {
        // given
        ImageAccumulator accumulator = new ImageAccumulator(2, List.of());

        // then
        assertThatThrownBy(() -> accumulator.add(0, new float[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> accumulator.add(0, new float[] {Float.NaN, 1.0f}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seedDiversityIsTheMeanOfOneLessTheCosine() {
        // given
        List<double[]> seeds = List.of(new double[] {1.0, 0.0}, new double[] {0.0, 1.0}, new double[] {-1.0, 0.0});

        // then
        assertThat(SeedDiversity.of(seeds)).hasValue(4.0 / 3.0);
        assertThat(SeedDiversity.of(seeds.subList(0, 1))).isEmpty();
        double[] unit = UnitVectors.of(new float[] {0.3f, 0.4f, 0.5f});
        assertThat(SeedDiversity.of(List.of(unit, unit.clone()))).hasValue(0.0);
    }
}
