package io.steerscope.inference.cache;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EncodingCacheTest {

    private final EncodingCache<byte[]> cache =
            new EncodingCache<>(10, (text, bytes) -> text.length() - 1 + bytes.length);

    @Test
    void theTextNotAskedForLongestLeavesFirst() {
        // given
        cache.put("a", new byte[4]);
        cache.put("b", new byte[4]);
        cache.find("a");

        // when
        cache.put("c", new byte[4]);

        // then
        assertThat(cache.find("a")).isPresent();
        assertThat(cache.find("b")).isEmpty();
        assertThat(cache.find("c")).isPresent();
    }

    @Test
    void replacingAnEncodingCountsItOnce() {
        for (int i = 0; i < 100; i++) {
            cache.put("a", new byte[4]);
        }
        cache.put("b", new byte[6]);
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void anEncodingLargerThanTheBoundIsNotHeld() {
        cache.put("a", new byte[11]);
        assertThat(cache.size()).isZero();
    }

    @Test
    void longTextsCountAsTheirEncodingsDo() {
        cache.put("a", new byte[4]);
        cache.put("a longer", new byte[1]);
        assertThat(cache.find("a")).isEmpty();
        assertThat(cache.find("a longer")).isPresent();
    }
}
