package io.steerscope.inference.noise;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.steerscope.inference.TestBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TorchNoiseTest {

    private static final float TOLERANCE = 1e-6f;

    @Test
    void noiseOfAnySeedAndSizeEqualsThatOfTorch() {
        for (JsonNode reference : TestBundles.json(TestBundles.reference("noise.json"))) {
            // given
            TorchNoise noise = new TorchNoise(reference.get("seed").longValue());
            int count = reference.get("count").intValue();
            float[] kept = TestBundles.floats(reference.get("values"));

            // when
            float[] values = noise.next(count);

            // then
            float[] compared = kept.length == count ? values : ends(values);
            assertThat(compared).as("seed and count of %s", reference).containsExactly(kept, within(TOLERANCE));
            assertThat(sum(values)).isCloseTo(reference.get("sum").doubleValue(), within(1e-4));
        }
    }

    @Test
    void laterDrawsContinueTheSameStream() {
        for (JsonNode reference : TestBundles.json(TestBundles.reference("noise.json"))) {
            // given
            TorchNoise noise = new TorchNoise(reference.get("seed").longValue());
            noise.next(reference.get("count").intValue());

            // when
            float[] few = noise.next(3);
            float[] many = noise.next(19);

            // then
            assertThat(few).containsExactly(TestBundles.floats(reference.get("then3")), within(TOLERANCE));
            assertThat(many).containsExactly(TestBundles.floats(reference.get("then19")), within(TOLERANCE));
        }
    }

    @Test
    void seedsCountByTheirLowThirtyTwoBits() {
        assertThat(TorchNoise.randn(7, 64)).isEqualTo(TorchNoise.randn(4294967303L, 64));
        assertThat(TorchNoise.randn(7, 64)).isNotEqualTo(TorchNoise.randn(8, 64));
    }

    /** The first 8 and the last 17 values, or all of fewer. */
    private static float[] ends(float[] values) {
        int first = Math.min(8, values.length);
        int last = Math.min(17, values.length);
        float[] ends = Arrays.copyOf(values, first + last);
        System.arraycopy(values, values.length - last, ends, first, last);
        return ends;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
