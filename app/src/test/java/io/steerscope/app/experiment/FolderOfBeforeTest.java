package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.design.ExperimentDesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Folders of before types could be chosen, and of before the toy bundles were exported again. */
class FolderOfBeforeTest {

    private static final SdxlBundle GENERATOR = (SdxlBundle) ModelBundle.open(TestExperiments.generator());
    private static final ClipBundle SCORER = TestExperiments.clip(TestExperiments.scorer());

    @TempDir
    private Path root;

    private RunFolder folder;

    @BeforeEach
    void begun() throws IOException {
        folder = new RunFolder(root);
        record(Dtype.FLOAT32, SCORER).claim(folder, Dtype.BFLOAT16);
    }

    @Test
    void theTypesOfAFolderAreKept() throws IOException {
        FolderChoices types = FolderChoices.of(folder);

        assertThat(types.generator(GENERATOR)).contains(Dtype.FLOAT32);
        assertThat(types.scorer(SCORER)).isEqualTo(SCORER);
        assertThat(FolderChoices.of(new RunFolder(root.resolve("new"))).generator(GENERATOR))
                .isEmpty();
    }

    @Test
    void aScorerThatTookPartInAnotherTypeIsFoundByItsName(@TempDir Path other) throws IOException {
        // given
        ClipBundle bfloat16 = SCORER.computingIn(Dtype.BFLOAT16);
        record(Dtype.FLOAT32, bfloat16).claim(new RunFolder(other), Dtype.BFLOAT16);

        // when / then
        assertThat(FolderChoices.of(new RunFolder(other)).scorer(SCORER)).isEqualTo(bfloat16);
    }

    @Test
    void aFolderWithoutATypeIsOfTheBundlesOwn() throws IOException {
        // given
        edit("(?m)^ *\"dtype\" : \"float32\",\n", "");

        // when / then
        assertThat(FolderChoices.of(folder).generator(GENERATOR)).contains(Dtype.BFLOAT16);
        assertThat(record(Dtype.BFLOAT16, SCORER).claim(folder, Dtype.BFLOAT16).dtype())
                .contains(Dtype.BFLOAT16);
        assertThatThrownBy(() -> record(Dtype.FLOAT32, SCORER).claim(folder, Dtype.BFLOAT16))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining("dtype is bfloat16, requested float32");
    }

    @Test
    void aFolderThatSaysNothingOfSmallestEffectAndExemplarsIsContinuedWithoutThem() throws IOException {
        // given
        edit("(?m)^ *\"exemplars\" : \"leave-one-out\",\n *\"smallest effect\" : \"none\",\n", "");
        String before = Files.readString(folder.record());

        // when
        record(Dtype.FLOAT32, SCORER).claim(folder, Dtype.BFLOAT16);

        // then
        assertThat(folder.record()).hasContent(before);
        assertThatThrownBy(() -> record(chosen(ExemplarRule.SPLIT, "0.02")).claim(folder, Dtype.BFLOAT16))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining(
                        "exemplars is leave-one-out, requested split; smallest effect is none, requested 0.02")
                .hasMessageEndingWith("choose another --out, or ask for the same");
    }

    @Test
    void aFolderIsContinuedWithTheSmallestEffectThatItWasBegunWith(@TempDir Path other) throws IOException {
        // given
        RunFolder chosen = new RunFolder(other);
        record(chosen(ExemplarRule.LEAVE_ONE_OUT, "0.25sd")).claim(chosen, Dtype.BFLOAT16);

        // when
        RunRecord kept = record(chosen(ExemplarRule.LEAVE_ONE_OUT, "0.250sd")).claim(chosen, Dtype.BFLOAT16);

        // then
        assertThat(kept.fields()).containsEntry("smallest effect", "0.25sd");
        assertThatThrownBy(
                        () -> record(chosen(ExemplarRule.LEAVE_ONE_OUT, "0.25")).claim(chosen, Dtype.BFLOAT16))
                .hasMessage(chosen.root() + " holds another experiment: smallest effect is 0.25sd, requested 0.25;"
                        + " choose another --out, or ask for the same");
        assertThatThrownBy(() -> record(Dtype.FLOAT32, SCORER).claim(chosen, Dtype.BFLOAT16))
                .hasMessageContaining("smallest effect is 0.25sd, requested none");
    }

    @Test
    void aFolderThatSaysNothingOfUnsteeredImagesHasNoneAndIsContinuedSo(@TempDir Path other) throws IOException {
        // given
        RunFolder old = new RunFolder(other);
        record(withBaseline(Baseline.NONE)).claim(old, Dtype.BFLOAT16);
        String written = Files.readString(old.record());
        String before = written.replaceFirst("(?m)^ *\"baseline\" : \"none\",\n", "");
        Files.writeString(old.record(), before);

        // when
        record(withBaseline(Baseline.NONE)).claim(old, Dtype.BFLOAT16);

        // then
        assertThat(before).isNotEqualTo(written);
        assertThat(old.record()).hasContent(before);
        assertThat(FolderChoices.of(old).baseline()).contains(Baseline.NONE);
        assertThatThrownBy(() -> record(withBaseline(Baseline.SOURCE)).claim(old, Dtype.BFLOAT16))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining("baseline is none, requested source");
    }

    @Test
    void theUnsteeredImagesOfAFolderAreKept(@TempDir Path other) throws IOException {
        // given
        RunFolder both = new RunFolder(other);
        record(withBaseline(Baseline.SOURCE_AND_TARGET)).claim(both, Dtype.BFLOAT16);

        // then
        assertThat(FolderChoices.of(both).baseline()).contains(Baseline.SOURCE_AND_TARGET);
        assertThat(FolderChoices.of(new RunFolder(root.resolve("new"))).baseline())
                .isEmpty();
        assertThatThrownBy(() -> record(withBaseline(Baseline.NONE)).claim(both, Dtype.BFLOAT16))
                .hasMessageContaining("baseline is source,target, requested none");
    }

    @Test
    void anUnfinishedFolderRefusesAChangedBundleWithTheRemedy() throws IOException {
        // given
        edit(GENERATOR.sha256(), "0".repeat(64));

        // when / then
        assertThatThrownBy(() -> record(Dtype.FLOAT32, SCORER).claim(folder, Dtype.BFLOAT16))
                .isInstanceOf(ActionableException.class)
                .hasMessageContaining("generator toybox-sdxl has another checksum than before")
                .hasMessageEndingWith("finish it with those (a release brings its own), or choose another --out");
    }

    @Test
    void aFinishedFolderStaysAsItIsWhereBundlesHaveChanged() throws IOException {
        // given
        edit(GENERATOR.sha256(), "0".repeat(64));
        edit(SCORER.sha256(), "1".repeat(64));
        Files.writeString(folder.report(), "{}");
        String before = Files.readString(folder.record());

        // when
        RunRecord kept = record(Dtype.FLOAT32, SCORER).claim(folder, Dtype.BFLOAT16);

        // then
        assertThat(kept.scorers()).containsEntry(SCORER.id(), "1".repeat(64));
        assertThat(folder.report()).exists();
        assertThat(folder.record()).hasContent(before);
    }

    @Test
    void anotherScorerOverAFinishedFolderOfOtherBundlesIsATaskForRescore() throws IOException {
        // given
        edit(GENERATOR.sha256(), "0".repeat(64));
        Files.writeString(folder.report(), "{}");

        // when / then
        assertThatThrownBy(() -> record(Dtype.FLOAT32, SCORER, TestExperiments.clip(TestExperiments.otherScorer()))
                        .claim(folder, Dtype.BFLOAT16))
                .isInstanceOf(ActionableException.class)
                .hasMessageEndingWith("it is finished: judge its images by others with rescore");
        assertThat(folder.report()).exists();
    }

    private RunRecord record(Dtype dtype, ClipBundle... scorers) throws IOException {
        return record(TestExperiments.design(root), dtype, scorers);
    }

    private static RunRecord record(ExperimentDesign design) {
        return record(design, Dtype.FLOAT32, SCORER);
    }

    private ExperimentDesign chosen(ExemplarRule exemplars, String smallestEffect) throws IOException {
        ExperimentDesign design = TestExperiments.design(root);
        return new ExperimentDesign(
                design.experimentId(),
                design.pairs(),
                design.seeds(),
                design.alphas(),
                design.methods(),
                design.settings(),
                design.orderSeed(),
                exemplars,
                EffectThreshold.parse(smallestEffect),
                design.baseline());
    }

    private ExperimentDesign withBaseline(Baseline baseline) throws IOException {
        ExperimentDesign design = TestExperiments.design(root);
        return new ExperimentDesign(
                design.experimentId(),
                design.pairs(),
                design.seeds(),
                design.alphas(),
                design.methods(),
                design.settings(),
                design.orderSeed(),
                design.exemplars(),
                design.smallestEffect(),
                baseline);
    }

    private static RunRecord record(ExperimentDesign design, Dtype dtype, ClipBundle... scorers) {
        return RunRecord.of(
                design.experiment(), GENERATOR.computingIn(dtype), List.of(scorers), new Parallelism(1, 2), null, true);
    }

    private void edit(String pattern, String replacement) throws IOException {
        String json = Files.readString(folder.record());
        String edited = json.replaceFirst(pattern, replacement);
        assertThat(edited).isNotEqualTo(json);
        Files.writeString(folder.record(), edited);
    }
}
