package io.steerscope.producer.pairs;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PairSetTest {

    private static final Pair RED = new Pair("c-1", "colour", "a red car", "a blue car");
    private static final Pair PINK = new Pair("c-2", "colour", "a red cup", "a pink cup");
    private static final Pair LARGE = new Pair("s-1", "size", "a small car", "a large car");
    private static final Pair TINY = new Pair("s-2", "size", "a huge car", "a tiny car");
    private static final Pair TALL = new Pair("s-3", "size", "a short man", "a tall man");

    private final PairSet set = new PairSet(List.of(LARGE, RED, TINY, PINK, TALL));

    @Test
    void firstPerCategoryKeepsTheOrderOfTheSet() {
        assertThat(set.firstPerCategory(2).pairs()).containsExactly(LARGE, RED, TINY, PINK);
        assertThat(set.firstPerCategory(9)).isEqualTo(set);
    }

    @Test
    void fewerThanOnePairPerCategoryAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.firstPerCategory(0))
                .withMessageContaining("at least 1");
    }

    @Test
    void someCategoriesKeepTheOrderOfTheSet() {
        assertThat(set.inCategories(List.of("size")).pairs()).containsExactly(LARGE, TINY, TALL);
        assertThat(set.inCategories(List.of("colour", "size"))).isEqualTo(set);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> set.inCategories(List.of("size", "color")))
                .withMessage("there is no category \"color\": the pairs have size, colour");
    }

    @Test
    void theChecksumDependsOnThePairsAndNotOnTheirOrder() {
        PairSet reordered = new PairSet(List.of(TALL, PINK, TINY, RED, LARGE));
        PairSet changed = new PairSet(List.of(LARGE, RED, TINY, PINK, new Pair("s-3", "size", "a short man", "a man")));

        assertThat(set.sha256()).matches("[0-9a-f]{64}").isEqualTo(reordered.sha256());
        assertThat(set.sha256()).isNotEqualTo(changed.sha256());
        assertThat(new PairSet(List.of(RED, PINK)).sha256())
                .as("sha256sum of the two lines")
                .isEqualTo("aa0092a17ba200509532cbd23403237c08a87a027236f3a21457bd1c35911b01");
    }

    @Test
    void aSetThatNoExperimentCanUseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PairSet(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairSet(List.of(RED, RED)))
                .withMessage("pair id c-1 occurs twice");
    }
}
