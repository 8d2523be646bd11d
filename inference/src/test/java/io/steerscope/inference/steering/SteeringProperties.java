package io.steerscope.inference.steering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import io.steerscope.foundation.vocabulary.SteeringMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SteeringProperties {

    private static final int TOKENS = 3;
    private static final int WIDTH = 5;

    @Property(tries = 100)
    void slerpKeepsTheLengthOfVectorsOfOneLength(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double alpha) {
        // given
        Random random = new Random(seed);
        PromptEmbedding source = unit(random);
        PromptEmbedding target = unit(random);

        // when
        PromptEmbedding steered = Steering.steer(SteeringMethod.SLERP, source, target, List.of(), alpha);

        // then
        assertThat(length(steered.pooled())).isCloseTo(1, within(2e-3));
    }

    @Property(tries = 100)
    void theOrderOfExemplarsMovesNothingBeyondRounding(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
        // given
        Random random = new Random(seed);
        PromptEmbedding source = unit(random);
        List<ExemplarEmbedding> exemplars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            exemplars.add(new ExemplarEmbedding(unit(random), unit(random)));
        }
        List<ExemplarEmbedding> reversed = new ArrayList<>(exemplars);
        Collections.reverse(reversed);

        // when
        PromptEmbedding forwards = Steering.steer(SteeringMethod.ANALOGY, source, source, exemplars, 0.8);
        PromptEmbedding backwards = Steering.steer(SteeringMethod.ANALOGY, source, source, reversed, 0.8);

        // then
        assertThat(backwards.tokens()).containsExactly(forwards.tokens(), within(1e-7f));
    }

    private static PromptEmbedding unit(Random random) {
        float[] tokens = new float[TOKENS * WIDTH];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (float) random.nextGaussian();
        }
        float[] pooled = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            pooled[i] = (float) random.nextGaussian();
        }
        double length = length(pooled);
        for (int i = 0; i < WIDTH; i++) {
            pooled[i] /= (float) length;
        }
        return new PromptEmbedding(tokens, TOKENS, pooled);
    }

    private static double length(float[] values) {
        double squared = 0;
        for (float value : values) {
            squared += (double) value * value;
        }
        return Math.sqrt(squared);
    }
}
