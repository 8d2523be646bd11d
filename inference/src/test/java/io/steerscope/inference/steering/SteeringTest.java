package io.steerscope.inference.steering;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.foundation.vocabulary.SteeringMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SteeringTest {

    private static final PromptEmbedding SOURCE = embedding(1, 0, 0, 2, 5, 5);
    private static final PromptEmbedding TARGET = embedding(0, 1, 2, 0, 7, 1);

    @ParameterizedTest
    @EnumSource
    void strengthZeroIsTheSource(SteeringMethod method) {
        // given
        List<ExemplarEmbedding> exemplars = List.of(new ExemplarEmbedding(SOURCE, TARGET));

        // when
        PromptEmbedding steered = Steering.steer(method, SOURCE, TARGET, exemplars, 0);

        // then
        assertThat(steered).isSameAs(SOURCE);
    }

    @Test
    void analogyAddsTheMeanOffsetOfTheExemplarsToBothParts() {
        // given
        List<ExemplarEmbedding> exemplars = List.of(
                new ExemplarEmbedding(embedding(0, 0, 0, 0, 0, 0), embedding(2, 0, 0, 0, 4, 0)),
                new ExemplarEmbedding(embedding(1, 1, 1, 1, 1, 1), embedding(1, 3, 1, 1, 1, 3)));

        // when
        PromptEmbedding steered = Steering.steer(SteeringMethod.ANALOGY, SOURCE, TARGET, exemplars, 0.5);

        // then
        assertThat(steered.tokens()).containsExactly(1.5f, 0.5f, 0, 2);
        assertThat(steered.pooled()).containsExactly(6, 5.5f);
        assertThat(Steering.steer(SteeringMethod.SHUFFLED, SOURCE, TARGET, exemplars, 0.5)
                        .tokens())
                .containsExactly(steered.tokens());
    }

    @Test
    void lerpAtStrengthOneIsTheTarget() {
        PromptEmbedding steered = Steering.steer(SteeringMethod.LERP, SOURCE, TARGET, List.of(), 1);
        assertThat(steered.tokens()).containsExactly(TARGET.tokens());
        assertThat(steered.pooled()).containsExactly(TARGET.pooled());
    }

    @Test
    void slerpTurnsEachTokenOnItsOwn() {
        // when
        PromptEmbedding steered = Steering.steer(SteeringMethod.SLERP, SOURCE, TARGET, List.of(), 0.5);

        // then
        float half = (float) Math.sqrt(0.5);
        assertThat(steered.tokens()).containsExactly(new float[] {half, half, 2 * half, 2 * half}, within(1e-6f));
    }

    @Test
    void slerpOfParallelVectorsIsLerp() {
        // given
        PromptEmbedding doubled = embedding(2, 0, 0, 4, 10, 10);

        // when
        PromptEmbedding steered = Steering.steer(SteeringMethod.SLERP, SOURCE, doubled, List.of(), 0.25);

        // then
        assertThat(steered.tokens())
                .containsExactly(Steering.steer(SteeringMethod.LERP, SOURCE, doubled, List.of(), 0.25)
                        .tokens());
    }

    @Test
    void slerpOfAVectorWithoutLengthIsLerp() {
        PromptEmbedding zeros = embedding(0, 0, 0, 0, 0, 0);
        assertThat(Steering.steer(SteeringMethod.SLERP, SOURCE, zeros, List.of(), 0.5)
                        .tokens())
                .containsExactly(0.5f, 0, 0, 1);
    }

    @Test
    void anOffsetNeedsExemplars() {
        assertThatThrownBy(() -> Steering.steer(SteeringMethod.ANALOGY, SOURCE, TARGET, List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PromptEmbedding embedding(float... values) {
        return new PromptEmbedding(Arrays.copyOf(values, 4), 2, Arrays.copyOfRange(values, 4, values.length));
    }
}
