package io.steerscope.schemas.embedding;

import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddingBytesProperties {

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theLengthIsOneWhateverItWas(
            @ForAll @Size(min = 1, max = 600) List<@FloatRange(min = 0.01f, max = 1e3f) Float> elements) {
        // given
        float[] vector = new float[elements.size()];
        IntStream.range(0, vector.length).forEach(i -> vector[i] = elements.get(i) * (i % 2 == 0 ? 1 : -1));

        // when
        float[] unit = EmbeddingBytes.vector(EmbeddingBytes.unit(vector));

        // then
        double squares = IntStream.range(0, unit.length)
                .mapToDouble(i -> (double) unit[i] * unit[i])
                .sum();
        assertThat(Math.sqrt(squares)).isBetween(1 - 1e-6, 1 + 1e-6);
        assertThat(EmbeddingBytes.unit(vector)).isEqualTo(EmbeddingBytes.unit(vector));
    }
}
