package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Removal of prompts, their exchange, other kernels, and distances from a reference. */
class PromptsTest {

    private static final int PROMPTS = 6;

    private final float[][] texts = TestVectors.random(PROMPTS, 9, 3);

    /** Four images of each prompt, near a direction that follows from the prompt. */
    private float[][] imagesNearTheirPrompts(int[] prompts) {
        float[][] images = TestVectors.random(prompts.length, 9, 4);
        for (int i = 0; i < images.length; i++) {
            for (int j = 0; j < 9; j++) {
                images[i][j] = 0.1f * images[i][j] + texts[prompts[i]][8 - j];
            }
        }
        return images;
    }

    private static int[] prompts(int each) {
        return IntStream.range(0, PROMPTS * each).map(i -> i / each).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.001})
    void residualsHaveTheMeanSquareThatTheSpectrumLeavesOrLess(double ridge) {
        // given
        int[] prompts = prompts(4);
        float[][] images = imagesNearTheirPrompts(prompts);

        // when
        PromptRemoval removal = PromptRemoval.of(images, prompts, TextFeatures.of(texts), ridge);

        // then
        double left = TestVectors.moments(images, prompts, texts)
                .conditional(0, ridge)
                .traceConditional();
        assertThat(removal.residualMeanSquare()).isLessThanOrEqualTo(left + 1e-12);
        if (ridge == 0.0) {
            assertThat(removal.residualMeanSquare()).isEqualTo(left, within(1e-12));
        }
        assertThat(removal.explained()).isEqualTo(1.0 - removal.residualMeanSquare());
    }

    @Test
    void atRidgeZeroResidualsOfAPromptSumToNothing() {
        // given
        int[] prompts = prompts(4);
        double[][] sums = new double[PROMPTS][9];

        // when
        PromptRemoval.of(imagesNearTheirPrompts(prompts), prompts, TextFeatures.of(texts), 0.0)
                .forEach((image, residual) -> {
                    for (int j = 0; j < 9; j++) {
                        sums[prompts[image]][j] += residual[j];
                    }
                });

        // then
        for (double[] sum : sums) {
            for (double coordinate : sum) {
                assertThat(coordinate).isEqualTo(0.0, within(1e-9));
            }
        }
    }

    @Test
    void promptsThatMatterAreFoundAndPromptsThatDoNotAreNot() {
        // given
        int[] prompts = prompts(4);
        TextFeatures features = TextFeatures.of(texts);

        // when
        PromptPermutation near = PromptPermutation.of(imagesNearTheirPrompts(prompts), prompts, features, 0.5, 199, 1);
        PromptPermutation far = PromptPermutation.of(TestVectors.random(24, 9, 5), prompts, features, 0.5, 199, 1);

        // then
        assertThat(near.pGreater()).isLessThan(0.05);
        assertThat(far.pGreater()).isBetween(0.05, 1.0);
    }

    @Test
    void equalPromptsCannotBeToldApart() {
        // given
        float[][] equal = {texts[0], texts[0], texts[0]};
        int[] prompts = {0, 0, 0, 1, 2, 2};

        // when
        PromptPermutation permutation =
                PromptPermutation.of(TestVectors.random(6, 9, 6), prompts, TextFeatures.of(equal), 0.001, 49, 1);

        // then
        assertThat(permutation.pGreater()).isEqualTo(1.0);
    }

    /** Of three prompts with one, two and three images there are six exchanges. */
    @Test
    void unevenPromptsAreWeighedByTheirImagesInEveryExchange() {
        // given
        int[] prompts = {0, 1, 1, 2, 2, 2};
        float[][] images = TestVectors.random(6, 9, 7);
        double observed = explained(images, prompts);
        int asGreat = 0;
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            int[] exchanged = IntStream.of(prompts).map(prompt -> order[prompt]).toArray();
            asGreat += explained(images, exchanged) >= observed - 1e-12 ? 1 : 0;
        }

        // when
        PromptPermutation permutation = PromptPermutation.of(images, prompts, TextFeatures.of(texts), 0.3, 4_999, 1);

        // then
        assertThat(permutation.pGreater()).isEqualTo(asGreat / 6.0, within(0.03));
    }

    private double explained(float[][] images, int[] prompts) {
        return TestVectors.moments(images, prompts, texts).conditional(0, 0.3).traceExplained();
    }

    @Test
    void fourierFeaturesComeNearTheKernelThatTheyStandFor() {
        // given
        int[] prompts = prompts(4);
        float[][] images = imagesNearTheirPrompts(prompts);
        GaussianKernel kernel = new GaussianKernel(0.8);
        Optional<TextFeatures> features = Optional.of(TextFeatures.of(texts));
        ImageAccumulator accumulator = FourierFeatures.of(kernel, 9, 4_000, 5).accumulator(features);
        for (int i = 0; i < images.length; i++) {
            accumulator.add(prompts[i], images[i]);
        }

        // when
        ConditionalSpectrum exact = kernel.moments(images, prompts, features).conditional(0, 0.01);
        ConditionalSpectrum approximate = accumulator.moments().conditional(0, 0.01);

        // then
        assertThat(approximate.sce()).isEqualTo(exact.sce(), within(0.05));
        assertThat(approximate.textDof()).isEqualTo(exact.textDof(), within(0.1));
    }

    @Test
    void aSetIsAtNoDistanceFromItself() {
        // given
        float[][] images = TestVectors.random(8, 5, 8);

        // when
        ReferenceDistance distance = ReferenceDistance.of(images, images).orElseThrow();

        // then
        assertThat(distance.cmmd()).isEqualTo(0.0, within(1e-12));
        assertThat(distance.cmmdUnbiased()).isNegative();
        assertThat(ReferenceDistance.of(images, new float[][] {images[0]})).isEmpty();
    }

    @Test
    void theDistanceOfTwoPointsFollowsByHand() {
        // given
        float[][] right = {{1.0f, 0.0f}, {1.0f, 0.0f}};
        float[][] up = {{0.0f, 2.0f}, {0.0f, 3.0f}};

        // when
        ReferenceDistance distance = ReferenceDistance.of(right, up).orElseThrow();

        // then
        double expected = 1000.0 * (2.0 - 2.0 * Math.exp(-2.0 / 200.0));
        assertThat(distance.cmmd()).isEqualTo(expected, within(1e-9));
        assertThat(distance.cmmdUnbiased()).isEqualTo(expected, within(1e-9));
        assertThat(distance.kid()).isEqualTo(2.0 * 1.5 * 1.5 * 1.5 - 2.0, within(1e-12));
        assertThat(List.of(distance.n(), distance.reference())).containsExactly(2, 2);
    }
}
