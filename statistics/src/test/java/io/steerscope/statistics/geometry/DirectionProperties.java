package io.steerscope.statistics.geometry;

import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import io.steerscope.statistics.embedding.UnitVectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What holds of every image, its unsteered image and its prompts. */
class DirectionProperties {

    private static double[] unit(int dimensions, Random random) {
        float[] vector = new float[dimensions];
        for (int j = 0; j < dimensions; j++) {
            vector[j] = (float) (0.5 + random.nextGaussian());
        }
        return UnitVectors.of(vector);
    }

    /** margin - margin_0 = progress |t|, |t|^2 = 2 - 2 A.T. */
    @Property(tries = 500)
    void theMarginMovesByProgressTimesTheDistanceOfThePrompts(
            @ForAll @IntRange(min = 2, max = 64) int dimensions, @ForAll long seed) {
        // given
        Random random = new Random(seed);
        double[] source = unit(dimensions, random);
        double[] target = unit(dimensions, random);
        double[] unsteered = unit(dimensions, random);
        double[] image = unit(dimensions, random);
        double margin = UnitVectors.dot(image, target) - UnitVectors.dot(image, source);
        double before = UnitVectors.dot(unsteered, target) - UnitVectors.dot(unsteered, source);
        double distance = Offsets.length(Offsets.between(source, target));

        // when
        DirectionalFigures figures =
                DirectionalFigures.of(image, unsteered, source, target).orElseThrow();

        // then
        assertThat(margin - before).isEqualTo(figures.progress() * distance, within(1e-14));
        assertThat(distance * distance).isEqualTo(2.0 - 2.0 * UnitVectors.dot(source, target), within(1e-14));
    }

    @Property(tries = 500)
    void stepIsProgressAndDriftAtRightAngles(@ForAll @IntRange(min = 2, max = 64) int dimensions, @ForAll long seed) {
        // given
        Random random = new Random(seed);

        // when
        DirectionalFigures figures = DirectionalFigures.of(
                        unit(dimensions, random),
                        unit(dimensions, random),
                        unit(dimensions, random),
                        unit(dimensions, random))
                .orElseThrow();

        // then
        assertThat(Math.hypot(figures.progress(), figures.drift())).isEqualTo(figures.step(), within(1e-12));
        assertThat(figures.directional() * figures.step()).isEqualTo(figures.progress(), within(1e-12));
        assertThat(figures.step() * figures.step()).isEqualTo(2.0 - 2.0 * figures.preservation(), within(1e-12));
    }

    /** Along t alone there is no drift, where the difference of squares would leave the root of a rounding error. */
    @Property(tries = 200)
    void aStepAlongThePromptsHasNoDrift(@ForAll @DoubleRange(min = 0.01, max = 1.0) double length, @ForAll long seed) {
        // given
        Random random = new Random(seed);
        double[] source = unit(16, random);
        double[] target = unit(16, random);
        double[] unsteered = unit(16, random);
        double[] image = unsteered.clone();
        for (int j = 0; j < image.length; j++) {
            image[j] += length * (target[j] - source[j]);
        }

        // when
        DirectionalFigures figures =
                DirectionalFigures.of(image, unsteered, source, target).orElseThrow();

        // then
        assertThat(figures.directional()).isEqualTo(1.0, within(1e-12));
        assertThat(figures.drift()).isLessThan(1e-14);
    }
}
