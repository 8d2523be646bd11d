package io.steerscope.inference.diffusion;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Against values of {@code get_guidance_scale_embedding} of diffusers on PyTorch 2.13. */
class GuidanceEmbeddingTest {

    @Test
    void valuesEqualThoseOfDiffusers() {
        assertThat(GuidanceEmbedding.of(8, 8))
                .containsExactly(
                        new float[] {
                            0.5068854f,
                            -0.9704796f,
                            0.5866533f,
                            0.6442176f,
                            0.86201346f,
                            -0.24118312f,
                            -0.80983824f,
                            0.7648422f
                        },
                        within(5e-4f));
    }

    @Test
    void theLastOfAnOddNumberOfValuesIsZero() {
        assertThat(GuidanceEmbedding.of(1.5, 7))
                .containsExactly(
                        new float[] {-0.4677718f, -0.9589243f, 0.04997916f, -0.88384926f, 0.2836622f, 0.99875027f, 0},
                        within(1e-4f));
    }
}
