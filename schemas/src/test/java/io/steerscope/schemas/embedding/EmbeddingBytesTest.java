package io.steerscope.schemas.embedding;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EmbeddingBytesTest {

    @Test
    void elementsAreLittleEndianAndTheVectorHasLengthOne() {
        // when
        ByteBuffer bytes = EmbeddingBytes.unit(new float[] {3, -4});

        // then: 0.6f is 3F19999A, -0.8f is BF4CCCCD
        assertThat(bytes.array()).containsExactly(0x9A, 0x99, 0x19, 0x3F, 0xCD, 0xCC, 0x4C, 0xBF);
        assertThat(EmbeddingBytes.vector(bytes)).containsExactly(0.6f, -0.8f);
        assertThat(bytes.remaining()).as("reading moves nothing").isEqualTo(8);
    }

    @Test
    void aVectorWithoutDirectionIsRefused() {
        for (float[] vector : new float[][] {{}, {0, 0}, {Float.NaN, 1}, {Float.POSITIVE_INFINITY, 1}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> EmbeddingBytes.unit(vector));
        }
    }

    @Test
    void bytesThatAreNoFloatsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddingBytes.vector(ByteBuffer.allocate(7)))
                .withMessage("7 bytes are no vector of float32");
    }
}
