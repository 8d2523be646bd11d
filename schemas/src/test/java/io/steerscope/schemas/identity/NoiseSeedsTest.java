package io.steerscope.schemas.identity;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NoiseSeedsTest {

    @Test
    void seedsThatAreEqualModuloTwoToThe32ndAreOne() {
        assertThat(NoiseSeeds.fault(List.of(-1L, 7L, 4294967295L)))
                .contains("seeds -1 and 4294967295 are one: they are equal modulo 2^32, which gives the same noise");
        assertThat(NoiseSeeds.fault(List.of(1L << 32, 0L))).isPresent();
        assertThat(NoiseSeeds.fault(List.of(Long.MIN_VALUE, 0L))).isPresent();
        assertThat(NoiseSeeds.fault(List.of(Long.MAX_VALUE, -1L))).isPresent();
    }

    @Test
    void otherSeedsAreNot() {
        assertThat(NoiseSeeds.fault(List.of(-2L, -1L, 0L, 1L, 4294967297L + 1))).isEmpty();
        assertThat(NoiseSeeds.fault(List.of())).isEmpty();
    }
}
