package io.steerscope.aggregator.image;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageCacheTest {

    private final ImageCache cache = new ImageCache(100);

    @Test
    void whatWasAskedForLongestAgoIsDroppedFirst() {
        // given
        cache.put("a", image(40));
        cache.put("b", image(40));
        cache.get("a");

        // when
        cache.put("c", image(40));

        // then
        assertThat(cache.get("a")).isPresent();
        assertThat(cache.get("b")).isEmpty();
        assertThat(cache.get("c")).isPresent();
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void anImageThatIsPutAgainCountsOnce() {
        cache.put("a", image(60));
        cache.put("a", image(60));

        assertThat(cache.bytes()).isEqualTo(60);
    }

    @Test
    void oneLargeImagePushesOutAsManyAsItNeeds() {
        // given
        for (String key : new String[] {"a", "b", "c", "d", "e"}) {
            cache.put(key, image(20));
        }

        // when
        cache.put("large", image(70));

        // then
        assertThat(cache.get("d")).isEmpty();
        assertThat(cache.get("e")).isPresent();
        assertThat(cache.bytes()).isEqualTo(90);
    }

    @Test
    void anImageLargerThanTheWholeIsNotKeptAndPushesNothingOut() {
        cache.put("a", image(60));
        cache.put("huge", image(101));

        assertThat(cache.get("huge")).isEmpty();
        assertThat(cache.get("a")).isPresent();
    }

    private static ImageContent.Found image(int bytes) {
        return new ImageContent.Found(new byte[bytes], "image/png");
    }
}
