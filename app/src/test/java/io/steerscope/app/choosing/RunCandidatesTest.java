package io.steerscope.app.choosing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.app.export.ExperimentScores.Stored;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RunCandidatesTest {

    private static final float[] X = {1.0f, 0.0f};
    private static final float[] Y = {0.0f, 1.0f};

    @Test
    void unsteeredImagesAreNoCandidates() {
        // when
        Candidates candidates = candidates(
                "margin",
                stored("a", "source", 0.0, 0.1, X),
                stored("a", "lerp", 0.5, 0.3, Y),
                stored("a", "target", 1.0, 0.9, Y));

        // then
        assertThat(candidates.all()).hasSize(1);
        Candidate only = candidates.all().get(0);
        assertThat(only.image().key()).isEqualTo("a/0.5/1");
        assertThat(only.image().group()).isEqualTo("a");
        assertThat(only.image().score()).isEqualTo(0.3);
        assertThat(only.image().facts()).containsEntry("alpha", "0.5").containsEntry("method", "lerp");
        assertThat(only.path()).isEqualTo("images/a");
        assertThat(only.clip()).isEqualTo(55.0, within(1e-12));
        assertThat(candidates.groupedBy()).isEqualTo("pair_id");
    }

    @Test
    void keysNameTheMethodWhereThereAreSeveral() {
        // when
        Candidates candidates =
                candidates("clip", stored("a", "analogy", 0.5, 0.1, X), stored("a", "lerp", 0.5, 0.3, Y));

        // then
        assertThat(candidates.images())
                .extracting(image -> image.key())
                .containsExactly("a/0.5/1/analogy", "a/0.5/1/lerp");
    }

    @Test
    void aDirectionIsFromTheUnsteeredImageOfThePairAndSeed() {
        // when: from x to y along source x to target y
        Candidates candidates =
                candidates("directional", stored("a", "source", 0.0, 0.1, X), stored("a", "lerp", 0.5, 0.3, Y));

        // then
        assertThat(candidates.images().get(0).score()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void withoutUnsteeredImagesThereAreNoDirections() {
        // then
        assertThatThrownBy(() -> candidates("directional", stored("a", "lerp", 0.5, 0.3, Y)))
                .isInstanceOf(ActionableException.class)
                .hasMessageStartingWith("the run has no unsteered images to compare with: choose by --score margin");
    }

    @Test
    void imagesWithoutSourceHaveNoMargin() {
        // then
        assertThatThrownBy(() -> candidates("margin", stored("a", "lerp", 0.5, Double.NaN, Y)))
                .isInstanceOf(ActionableException.class)
                .hasMessage("the images have no source prompt and so no margin: choose by --score clip");
        assertThat(candidates("clip", stored("a", "lerp", 0.5, Double.NaN, Y))
                        .all()
                        .get(0)
                        .margin())
                .isNull();
    }

    @Test
    void imagesAreScoredByTheirMarginOrByClipWhereNoneHasOne() {
        // then
        assertThat(RunCandidates.usualScore(List.of(stored("a", "lerp", 0.5, 0.3, Y)))
                        .kind())
                .isEqualTo(ScoreChoice.Kind.MARGIN);
        assertThat(RunCandidates.usualScore(List.of(stored("a", "images", 1.0, Double.NaN, Y)))
                        .kind())
                .isEqualTo(ScoreChoice.Kind.CLIP);
    }

    @Test
    void scoresWithoutEmbeddingAreLeftOutWhichIsSaid() {
        // then
        assertThatThrownBy(() -> candidates("margin", stored("a", "lerp", 0.5, 0.3, null)))
                .isInstanceOf(ActionableException.class)
                .hasMessage("the scores carry no embeddings: score the images again without --no-embeddings");
        assertThat(candidates("margin", stored("a", "lerp", 0.5, 0.3, null), stored("a", "lerp", 1.0, 0.3, X))
                        .notes())
                .containsExactly("1 scores carry no embedding and are left out");
    }

    @Test
    void whatIsLeftWithoutThePromptIsClustered() {
        // when: both images have one prompt, so what is left is their difference from the mean
        Candidates candidates = RunCandidates.of(
                List.of(stored("a", "lerp", 0.5, 0.3, X), stored("a", "lerp", 1.0, 0.3, Y)),
                new TableCandidates.Question(ScoreChoice.of("margin"), ScoreChoice.Scale.CLIP, null, true, true),
                score -> Path.of("images"));

        // then
        assertThat(candidates.clustered()).hasDimensions(2, 2);
        assertThat(candidates.clustered()[0][0]).isEqualTo(0.5, within(1e-2));
        assertThat(candidates.clustered()[0][1]).isEqualTo(-0.5, within(1e-2));
    }

    private static Candidates candidates(String score, Stored... scores) {
        return RunCandidates.of(
                List.of(scores),
                new TableCandidates.Question(ScoreChoice.of(score), ScoreChoice.Scale.CLIP, null, true, false),
                each -> Path.of("images", each.getIdentity().getPairId()));
    }

    private static Stored stored(
            String pair, String method, double alpha, double margin, float @Nullable [] embedding) {
        MarginScore score = new MarginScore(
                new Identity("exp", pair, method, alpha, 1L),
                "clip",
                "sha",
                "float32",
                "colour",
                "a red car",
                "a blue car",
                0.25,
                Double.isNaN(margin) ? 0.5 : 0.25 + margin,
                margin,
                null,
                false,
                false,
                null,
                "sha",
                null,
                null,
                null,
                Instant.EPOCH,
                null);
        return new Stored(score, embedding, X, Y);
    }
}
