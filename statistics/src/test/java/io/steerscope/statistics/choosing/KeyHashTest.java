package io.steerscope.statistics.choosing;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.random.SplitMix64;

import static org.assertj.core.api.Assertions.assertThat;

class KeyHashTest {

    @Test
    void isThePublishedHashMixed() {
        // then: test vectors of FNV-1a, 64 bits
        assertThat(KeyHash.of("")).isEqualTo(SplitMix64.mix(0xcbf29ce484222325L));
        assertThat(KeyHash.of("a")).isEqualTo(SplitMix64.mix(0xaf63dc4c8601ec8cL));
        assertThat(KeyHash.of("foobar")).isEqualTo(SplitMix64.mix(0x85944171f73967e8L));
    }

    @Test
    void readsBytesOfUtf8WithoutSign() {
        // given
        long hash = 0xcbf29ce484222325L;
        for (int each : new int[] {0xC3, 0xA9}) {
            hash = (hash ^ each) * 0x100000001b3L;
        }

        // then
        assertThat(KeyHash.of("é")).isEqualTo(SplitMix64.mix(hash));
    }
}
