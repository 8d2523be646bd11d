package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ImageChoiceTest {

    private static final float[] X = {1.0f, 0.0f, 0.0f};
    private static final float[] Y = {0.0f, 2.0f, 0.0f};
    private static final float[] Z = {0.0f, 0.0f, 3.0f};

    @Test
    void tiedScoresAreInTheOrderOfKeys() {
        // when
        ChoosingResult result = choose(
                2,
                TestImages.image("a", 1.0, X),
                TestImages.image("b", 2.0, Y), //
                TestImages.image("c", 2.0, Z));

        // then
        assertThat(keys(result, SelectionRule.TOP)).containsExactly("b", "c");
    }

    @Test
    void equalScoresGiveTheFirstKeysAndNoSlices() {
        // when
        ChoosingResult result = choose(
                2,
                TestImages.image("a", 0.1, X),
                TestImages.image("b", 0.1, Y), //
                TestImages.image("c", 0.1, Z));

        // then
        assertThat(keys(result, SelectionRule.TOP)).containsExactly("a", "b");
        assertThat(keys(result, SelectionRule.SPREAD)).containsExactly("a", "b");
        assertThat(result.slices().slices()).isEmpty();
    }

    @Test
    void ofNearDuplicatesOnlyTheFirstKeyCanBeSelected() {
        // when
        ChoosingResult result = choose(
                3,
                TestImages.image("a", 1.0, X),
                TestImages.image("b", 9.0, X), //
                TestImages.image("c", 0.0, Y));

        // then
        assertThat(keys(result, SelectionRule.TOP)).containsExactly("a", "c");
        assertThat(keys(result, SelectionRule.CLUSTERS)).containsExactly("a", "c");
        assertThat(result.nearDuplicates()).containsExactly(new ChoosingResult.Duplicate(0, 1, 1.0));
        assertThat(result.left()).isEqualTo(1);
        assertThat(result.images()).hasSize(3);
        assertThat(category(result).n()).isEqualTo(3);
        assertThat(category(result).meanScore()).isEqualTo(10.0 / 3.0, within(1e-12));
    }

    @Test
    void spreadPrefersWhatIsUnlike() {
        // given: b is a little better than c but nearly a
        CandidateImage a = TestImages.image("a", 3.0, 1.0f, 0.0f);
        CandidateImage b = TestImages.image("b", 2.9, 1.0f, 0.1f);
        CandidateImage c = TestImages.image("c", 2.8, -1.0f, 0.3f);
        CandidateImage d = TestImages.image("d", 0.0, 0.0f, 1.0f);

        // then
        assertThat(keys(choose(2, a, b, c, d), SelectionRule.SPREAD)).containsExactly("a", "c");
        assertThat(keys(choose(2, a, b, c, d), SelectionRule.TOP)).containsExactly("a", "b");
    }

    @Test
    void fewerImagesThanAskedForAreAllSelected() {
        // when
        ChoosingResult result = choose(5, TestImages.image("a", 1.0, X), TestImages.image("b", 2.0, Y));

        // then
        for (SelectionRule rule : List.of(SelectionRule.TOP, SelectionRule.SPREAD, SelectionRule.CLUSTERS)) {
            assertThat(keys(result, rule)).containsExactly("b", "a");
        }
    }

    @Test
    void aCategoryOfOneHasNoDistance() {
        // when
        ChoosingResult result = choose(5, TestImages.image("a", 1.5, X));

        // then
        Selection top = Objects.requireNonNull(category(result).byRule().get(SelectionRule.TOP));
        assertThat(top.meanPairwiseDistance()).isNull();
        assertThat(top.meanScore()).isEqualTo(1.5);
        assertThat(top.vendi()).isEqualTo(1.0, within(1e-12));
        assertThat(category(result).meanPairwiseDistance()).isNull();
        assertThat(result.map().explained()).isNull();
        assertThat(result.levels().get(4)).containsExactly(0);
    }

    @Test
    void orthogonalImagesHaveDistanceOneAndAreOfAsManyKinds() {
        // when
        ChoosingResult result = choose(
                3,
                TestImages.image("a", 1.0, X),
                TestImages.image("b", 2.0, Y), //
                TestImages.image("c", 3.0, Z));

        // then
        Selection top = Objects.requireNonNull(category(result).byRule().get(SelectionRule.TOP));
        assertThat(top.meanPairwiseDistance()).isEqualTo(1.0, within(1e-12));
        assertThat(top.vendi()).isEqualTo(3.0, within(1e-12));
        assertThat(category(result).meanPairwiseDistance()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void theBestOfEachGroupIsSelected() {
        // given
        List<CandidateImage> images = List.of(
                new CandidateImage("a", "", "g1", 1.0, Map.of(), "", X),
                new CandidateImage("b", "", "g1", 3.0, Map.of(), "", Y),
                new CandidateImage("c", "", "g2", 2.0, Map.of(), "", Z));

        // when
        ChoosingResult result = ImageChoice.of(images, settings(1, 10_000, 8_000));

        // then
        assertThat(keys(result, SelectionRule.BEST_OF_PAIR)).containsExactly("b", "c");
    }

    @Test
    void imagesWithoutScoreAreLeftOutAndCounted() {
        // when
        ChoosingResult result = choose(3, TestImages.image("a", null, X), TestImages.image("b", 2.0, Y));

        // then
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.images()).extracting(CandidateImage::key).containsExactly("b");
    }

    @Test
    void withoutAnyScoreThereIsNothingToChoose() {
        // then
        assertThatThrownBy(() -> choose(3, TestImages.image("a", null, X)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No image has a score");
    }

    @Test
    void ofTooManyImagesThoseOfTheSmallestHashesMakeTheHierarchy() {
        // given
        List<CandidateImage> images = TestImages.random(60, 5, 1, 4);

        // when
        ChoosingResult result = ImageChoice.of(images, settings(3, 50, 40));

        // then
        assertThat(result.sampled()).isEqualTo(40);
        for (int[] level : result.levels().values()) {
            assertThat(level).hasSize(60);
            assertThat(level[0]).isZero();
            assertThat(Arrays.stream(level).distinct().count()).isLessThanOrEqualTo(4);
        }
        assertThat(result.slices().slices())
                .allSatisfy(slice -> assertThat(slice.members()).isSorted().doesNotHaveDuplicates());
    }

    @Test
    void levelsOfASampleAreNested() {
        // given
        ChoosingResult result = ImageChoice.of(TestImages.random(200, 5, 1, 4), settings(3, 50, 40));

        // then
        int[] coarse = Objects.requireNonNull(result.levels().get(2));
        int[] fine = Objects.requireNonNull(result.levels().get(4));
        for (int i = 0; i < fine.length; i++) {
            for (int j = 0; j < i; j++) {
                if (fine[i] == fine[j]) {
                    assertThat(coarse[i]).isEqualTo(coarse[j]);
                }
            }
        }
    }

    @Test
    void hierarchiesCanBeOfOtherVectors() {
        // given: vectors that pair a with c
        CandidateImage[] images = {
            TestImages.image("a", 1.0, 1.0f, 0.0f),
            TestImages.image("b", 2.0, 1.0f, 0.1f),
            TestImages.image("c", 3.0, 0.0f, 1.0f)
        };

        // when
        ChoosingResult own = ImageChoice.of(List.of(images), settings(2, 50, 40));
        ChoosingResult other =
                ImageChoice.of(List.of(images), new double[][] {{0.0}, {9.0}, {0.1}}, settings(2, 50, 40));

        // then
        assertThat(own.levels().get(2)).containsExactly(0, 0, 1);
        assertThat(other.levels().get(2)).containsExactly(0, 1, 0);
    }

    @Test
    void aSliceIsDescribedByWhatItsImagesHaveInCommon() {
        // given: ten bad images of cubes at alpha 1, near the x axis, among forty others
        List<CandidateImage> images = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            boolean isBad = i < 10;
            images.add(new CandidateImage(
                    "i%02d".formatted(i),
                    "",
                    "g" + i,
                    (isBad ? -20.0 : 0.0) + i % 5,
                    Map.of("alpha", isBad ? "1.0" : "0.5"),
                    isBad ? "A red cube" : "a red ball",
                    new float[] {isBad ? 5.0f : i % 7, isBad ? i * 0.01f : 5.0f, 0.1f * (i % 3)}));
        }

        // when
        Slice slice = ImageChoice.of(images, settings(3, 100, 100))
                .slices()
                .reported()
                .get(0);

        // then
        SliceDescription description = Objects.requireNonNull(slice.description());
        assertThat(slice.members()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(description.traits())
                .extracting(SliceDescription.Trait::value)
                .containsExactlyInAnyOrder("1.0", "cube");
        assertThat(description.traits().get(0).inSlice()).isEqualTo(10);
        assertThat(description.traits().get(0).p()).isEqualTo(1.0 / 10_272_278_170.0, within(1e-18));
        assertThat(description.nearest()).hasSize(6).doesNotContain(description.medoid());
        assertThat(slice.members()).contains(description.medoid());
    }

    private static ChoosingResult choose(int count, CandidateImage... images) {
        return ImageChoice.of(List.of(images), settings(count, 10_000, 8_000));
    }

    private static ChoosingSettings settings(int count, int mostImages, int sampled) {
        return new ChoosingSettings(
                List.of(2, 4),
                ChoosingSettings.Slices.USUAL,
                EnumSet.allOf(SelectionRule.class),
                count,
                0.7,
                0.9999,
                mostImages,
                sampled);
    }

    private static CategorySelection category(ChoosingResult result) {
        return Objects.requireNonNull(result.selection().get(""));
    }

    private static List<String> keys(ChoosingResult result, SelectionRule rule) {
        return Objects.requireNonNull(category(result).byRule().get(rule)).images().stream()
                .map(result::key)
                .toList();
    }
}
