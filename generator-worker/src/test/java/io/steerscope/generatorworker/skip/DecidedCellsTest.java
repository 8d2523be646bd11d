package io.steerscope.generatorworker.skip;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Identity;

import static org.assertj.core.api.Assertions.assertThat;

final class DecidedCellsTest {

    @Test
    void aCellNeedsNoMoreImagesOnceAllItsScorersHaveDecidedIt() {
        // given
        Decision ofOne = decision("exp", "clip-a", "lerp", 0.5, "colour");
        Decision ofOther = decision("exp", "clip-b", "lerp", 0.5, "colour");

        // when
        DecidedCells half = DecidedCells.of(List.of(ofOne));
        DecidedCells whole = DecidedCells.of(List.of(ofOne, ofOther));

        // then
        assertThat(half.isUnneeded(image("exp", "lerp", 0.5), "colour")).isFalse();
        assertThat(whole.isUnneeded(image("exp", "lerp", 0.5), "colour")).isTrue();
        assertThat(whole.isUnneeded(image("exp", "lerp", 1.0), "colour")).isFalse();
        assertThat(whole.isUnneeded(image("exp", "slerp", 0.5), "colour")).isFalse();
        assertThat(whole.isUnneeded(image("exp", "lerp", 0.5), "size")).isFalse();
        assertThat(whole.isUnneeded(image("other", "lerp", 0.5), "colour")).isFalse();
    }

    @Test
    void unsteeredImagesAreNeededUntilAllCellsOfTheirCategoryAreDecided() {
        // given
        List<Decision> decisions = new ArrayList<>();
        for (String scorer : List.of("clip-a", "clip-b")) {
            for (String method : List.of("lerp", "slerp")) {
                decisions.add(decision("exp", scorer, method, 0.5, "colour"));
                decisions.add(decision("exp", scorer, method, 1.0, "colour"));
            }
        }

        // when
        DecidedCells all = DecidedCells.of(decisions);
        DecidedCells allButOne = DecidedCells.of(decisions.subList(0, 7));

        // then
        assertThat(allButOne.isUnneeded(image("exp", "source", 0.0), "colour")).isFalse();
        assertThat(all.isUnneeded(image("exp", "source", 0.0), "colour")).isTrue();
        assertThat(all.isUnneeded(image("exp", "target", 1.0), "colour")).isTrue();
        assertThat(all.isUnneeded(image("exp", "source", 0.0), "size")).isFalse();
    }

    @Test
    void decisionsOnOneDesignDoNotCompleteThoseOnAnother() {
        // given
        Decision ofOne = decision("exp", "clip-a", "lerp", 0.5, "colour");
        Decision ofOther = Decision.newBuilder(decision("exp", "clip-b", "lerp", 0.5, "colour"))
                .setDesignSha256("other")
                .build();

        // when
        DecidedCells cells = DecidedCells.of(List.of(ofOne, ofOther));

        // then
        assertThat(cells.isUnneeded(image("exp", "lerp", 0.5), "colour")).isFalse();
    }

    @Test
    void zeroIsOneAlphaWhateverItsSign() {
        DecidedCells cells = DecidedCells.of(List.of(
                decision("exp", "clip-a", "lerp", -0.0, "colour"), decision("exp", "clip-b", "lerp", 0.0, "colour")));

        assertThat(cells.isUnneeded(image("exp", "lerp", 0.0), "colour")).isTrue();
        assertThat(cells.isUnneeded(image("exp", "lerp", -0.0), "colour")).isTrue();
    }

    private static Identity image(String experimentId, String method, double alpha) {
        return new Identity(experimentId, "p", method, alpha, 1L);
    }

    /** One of a category of four cells, which two scorers have to decide. */
    static Decision decision(String experimentId, String scorer, String method, double alpha, String category) {
        return new Decision(
                experimentId,
                scorer,
                category,
                method,
                alpha,
                "works",
                9,
                9,
                1,
                0.25,
                0.125,
                null,
                0.001,
                List.of("clip-a", "clip-b"),
                4,
                "design");
    }
}
