package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What holds of every set of images. */
class SpectraProperties {

    private static final OptionalDouble NO_ORDER = OptionalDouble.empty();

    @Property(tries = 200)
    void whatIsLeftAndWhatIsExplainedMakeTheWhole(
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 20) int dimensions,
            @ForAll @IntRange(min = 1, max = 12) int prompts,
            @ForAll @DoubleRange(min = 0.0, max = 2.0) double ridge,
            @ForAll long seed) {
        // given
        ImageMoments moments = moments(n, dimensions, prompts, seed);

        // when
        ConditionalSpectrum spectrum = moments.conditional(0, ridge);

        // then
        assertThat(spectrum.traceConditional() + spectrum.traceExplained()).isEqualTo(1.0, within(1e-10));
        assertThat(spectrum.eigenvalues()).allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
        assertThat(spectrum.textDof()).isBetween(0.0, Math.min(n, prompts) + 1e-9);
    }

    /** By eigenvalues, and by squared cosines alone (Jalali et al. 2023). */
    @Property(tries = 200)
    void orderTwoFollowsFromSquaredCosines(
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 20) int dimensions,
            @ForAll long seed) {
        // given
        float[][] images = TestVectors.random(n, dimensions, seed);
        double[][] units = UnitVectors.of(images);
        double squares = 0.0;
        double distances = 0.0;
        for (double[] left : units) {
            for (double[] right : units) {
                double cosine = UnitVectors.dot(left, right);
                squares += cosine * cosine;
                distances += 1.0 - cosine;
            }
        }

        // when
        PlainSpectrum plain = TestVectors.moments(images, new int[n]).plain(OptionalDouble.of(2.0));

        // then
        assertThat(plain.q2()).isEqualTo(n * n / squares, within(1e-9));
        assertThat(plain.order()).isEqualTo(plain.q2(), within(1e-9));
        assertThat(plain.meanPairwiseDistance()).isEqualTo(distances / (n * (n - 1.0)), within(1e-9));
        assertThat(plain.q1()).isBetween(plain.q2() - 1e-9, Math.min(n, dimensions) + 1e-9);
        assertThat(plain.infinite()).isBetween(1.0 - 1e-9, plain.q2() + 1e-9);
    }

    /** The vectors beside as many zeros as make them fewer than their dimensions go by way of inner products. */
    @Property(tries = 200)
    void innerProductsGiveWhatCovariancesGive(
            @ForAll @IntRange(min = 8, max = 40) int n,
            @ForAll @IntRange(min = 2, max = 8) int dimensions,
            @ForAll @IntRange(min = 1, max = 12) int prompts,
            @ForAll @DoubleRange(min = 0.01, max = 1.0) double ridge,
            @ForAll long seed) {
        // given
        float[][] images = TestVectors.random(n, dimensions, seed);
        float[][] texts = TestVectors.random(prompts, 3, seed + 1);
        int[] ofImages = IntStream.range(0, n).map(i -> i % prompts).toArray();

        // when
        ImageMoments covariance = TestVectors.moments(images, ofImages, texts);
        ImageMoments kernel = TestVectors.moments(widened(images, n + 1), ofImages, widened(texts, prompts + 1));

        // then
        PlainSpectrum plain = covariance.plain(NO_ORDER);
        PlainSpectrum ofKernel = kernel.plain(NO_ORDER);
        assertThat(ofKernel.q1()).isEqualTo(plain.q1(), within(1e-9));
        assertThat(ofKernel.participationRatio()).isEqualTo(plain.participationRatio(), within(1e-9));
        ConditionalSpectrum left = covariance.conditional(0, ridge);
        ConditionalSpectrum ofKernelLeft = kernel.conditional(0, ridge);
        assertThat(ofKernelLeft.sce()).isEqualTo(left.sce(), within(1e-9));
        assertThat(ofKernelLeft.modes()).isEqualTo(left.modes(), within(1e-8));
        assertThat(ofKernelLeft.promptModes()).isEqualTo(left.promptModes(), within(1e-9));
        assertThat(ofKernelLeft.textDof()).isEqualTo(left.textDof(), within(1e-9));
    }

    /** More prompts than a text has coordinates go into the moments as they come. */
    @Property(tries = 100)
    void promptsThatRepeatAreTheSameTogetherAndApart(
            @ForAll @IntRange(min = 10, max = 40) int prompts,
            @ForAll @IntRange(min = 1, max = 4) int imagesOfEach,
            @ForAll @DoubleRange(min = 0.0, max = 1.0) double ridge,
            @ForAll long seed) {
        // given
        int n = prompts * imagesOfEach;
        float[][] images = TestVectors.random(n, 4, seed);
        float[][] few = TestVectors.random(prompts, 3, seed + 1);
        int[] ofImages = IntStream.range(0, n).map(i -> i / imagesOfEach).toArray();

        // when
        ConditionalSpectrum streamed =
                TestVectors.moments(images, ofImages, few).conditional(0, ridge);
        ConditionalSpectrum kept = TestVectors.moments(images, ofImages, few, TestVectors.random(prompts, n, 1))
                .conditional(0, ridge);

        // then
        assertThat(streamed.traceConditional()).isEqualTo(kept.traceConditional(), within(1e-10));
        assertThat(streamed.promptSce()).isEqualTo(kept.promptSce(), within(1e-9));
    }

    @Property(tries = 60)
    void coordinatesHaveTheInnerProductsOfTheKernel(
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 6) int dimensions,
            @ForAll @DoubleRange(min = 0.2, max = 3.0) double sigma,
            @ForAll long seed) {
        // given
        double[][] units = UnitVectors.of(TestVectors.random(n, dimensions, seed));
        Coordinates.Kernel kernel =
                (i, j) -> Math.exp(-UnitVectors.squaredDistance(units[i], units[j]) / (2.0 * sigma * sigma));

        // when
        double[][] rows = Coordinates.of(n, kernel);

        // then
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(UnitVectors.dot(rows[i], rows[j])).isEqualTo(kernel.of(i, j), within(1e-13));
            }
        }
    }

    private static ImageMoments moments(int n, int dimensions, int prompts, long seed) {
        ImageAccumulator accumulator = new ImageAccumulator(
                dimensions,
                List.of(TextFeatures.ofPairs(
                        TestVectors.random(prompts, 5, seed + 1), TestVectors.random(prompts, 5, seed + 2))));
        float[][] images = TestVectors.random(n, dimensions, seed);
        for (int i = 0; i < n; i++) {
            accumulator.add(i % prompts, images[i]);
        }
        return accumulator.moments();
    }

    private static float[][] widened(float[][] vectors, int width) {
        return Arrays.stream(vectors)
                .map(vector -> Arrays.copyOf(vector, Math.max(vector.length, width)))
                .toArray(float[][]::new);
    }
}
