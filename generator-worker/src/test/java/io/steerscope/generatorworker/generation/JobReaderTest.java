package io.steerscope.generatorworker.generation;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PromptPair;
import io.steerscope.worker.stage.RejectedRecordException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class JobReaderTest {

    private static final List<PromptPair> EXEMPLARS = List.of(new PromptPair("other", "a red hat", "a blue hat"));

    private final JobReader reader = new JobReader(Jobs.bundle(), RecordLimits.DEFAULT);

    @Test
    void aJobBecomesTheRequestThatItDescribes() throws Exception {
        // given
        GeneratorSettings settings = new GeneratorSettings("tiny-ssd1b", "dpmpp-2m", 7, 3.5, "", 64, 128, null);
        GenerationJob job = Jobs.job(new Identity("e", "p", "analogy", 0.8, Long.MIN_VALUE), EXEMPLARS, settings);

        // when
        GenerationRequest request = reader.read(job).request();

        // then
        assertThat(request.method()).isEqualTo(SteeringMethod.ANALOGY);
        assertThat(request.alpha()).isEqualTo(0.8);
        assertThat(request.seed()).isEqualTo(Long.MIN_VALUE);
        assertThat(request.exemplars()).containsExactly(new Exemplar("a red hat", "a blue hat"));
        assertThat(request.settings().scheduler()).isEqualTo(SchedulerType.DPMPP_2M);
        assertThat(request.settings().negativePrompt()).isEmpty();
        assertThat(request.settings().width()).isEqualTo(64);
        assertThat(request.settings().height()).isEqualTo(128);
    }

    @Test
    void anUnsteeredImageIsOfOnePromptAlone() throws Exception {
        GenerationRequest source = reader.read(
                        Jobs.job(new Identity("e", "p", "source", -0.0, 7L), List.of(), Jobs.settings(2)))
                .request();
        GenerationRequest target = reader.read(
                        Jobs.job(new Identity("e", "p", "target", 1.0, 7L), List.of(), Jobs.settings(2)))
                .request();

        assertThat(source).isEqualTo(GenerationRequest.ofPrompt("a red car", 7, source.settings()));
        assertThat(target).isEqualTo(GenerationRequest.ofPrompt("a blue car", 7, source.settings()));
    }

    @Test
    void anUnsteeredImageOfAnotherAlphaThanItsOwnIsRefused() {
        assertInvalid(
                Jobs.job(new Identity("e", "p", "source", 1.0, 1L), List.of(), Jobs.settings(2)),
                "method source stands for an unsteered image, at alpha 0.0 and no other: not 1.0");
        assertInvalid(
                Jobs.job(new Identity("e", "p", "target", Double.NaN, 1L), List.of(), Jobs.settings(2)), "alpha NaN");
    }

    @Test
    void aJobForAnotherBundleIsRefusedWithTheRemedy() {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("ssd-1b", "euler", 2, 5.0, null, 64, 64, null)),
                "the job asks for bundle ssd-1b, this worker runs tiny-ssd1b; start a worker with ssd-1b");
    }

    @Test
    void aJobNamesTheTypeOrMeansTheBundlesOwn() throws Exception {
        JobReader toybox = new JobReader(Jobs.toybox(), RecordLimits.DEFAULT);

        assertThat(toybox.read(Jobs.toyboxJob(1, 2, null)).dtype()).isEqualTo(Dtype.BFLOAT16);
        assertThat(toybox.read(Jobs.toyboxJob(1, 2, "float32")).dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(reader.read(Jobs.job("p", 1)).dtype()).isEqualTo(Dtype.FLOAT32);
    }

    @Test
    void aTypeThatTheBundleCannotComputeInIsRefusedWithTheRemedy() {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, null, 64, 64, "bfloat16")),
                "computes in float32 only, not in bfloat16: bundles of before types could be chosen have one; export it"
                        + " again");
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, null, 64, 64, "float64")),
                "unknown type \"float64\": use float32, bfloat16, float16");
    }

    @Test
    void aSizeThatIsNoMultipleOfTheLatentCellIsRefused() {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, null, 63, 64, null)),
                "image size 63 x 64 must be a multiple of 8");
    }

    @Test
    void aPairAmongItsOwnExemplarsIsRefused() {
        assertInvalid(
                Jobs.job(new Identity("e", "other", "analogy", 0.5, 1L), EXEMPLARS, Jobs.settings(2)),
                "pair other is among its own exemplars");
    }

    @Test
    void aPlaceBelowZeroIsRefused() {
        assertInvalid(Jobs.placed(-1), "place -1 is not among those of a cell, which count from 0; leave it out");
    }

    @Test
    void whatThePipelineDoesNotKnowIsRefusedByName() {
        assertInvalid(Jobs.job(new Identity("e", "p", "magic", 0.5, 1L), List.of(), Jobs.settings(2)), "\"magic\"");
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "heun", 2, 5.0, null, 64, 64, null)), "\"heun\"");
        assertInvalid(Jobs.job("p", 1, Jobs.settings(0)), "steps must be at least 1");
        assertInvalid(
                Jobs.job(new Identity("e", "p", "analogy", 0.5, 1L), List.of(), Jobs.settings(2)),
                "at least one exemplar");
        assertInvalid(Jobs.job(new Identity("e", "p", "lerp", Double.NaN, 1L), List.of(), Jobs.settings(2)), "alpha");
        assertInvalid(Jobs.job("no/id", 1), "no/id");
    }

    @Test
    void aJobThatAsksForMoreThanTheLimitsIsRefusedWithTheOptionThatRaisesThem() {
        assertTooMuch(
                Jobs.job("p", 1, Jobs.settings(2_000_000_000)),
                "steps are 2000000000, more than the limit of 1000 (--max-steps)");
        assertTooMuch(
                Jobs.job("p", 1, size(16_384, 16_384)),
                "the longer edge of the image is 16384 pixels, more than the limit of 2048 (--max-size)");
        assertTooMuch(
                Jobs.job("p", 1, size(64, Integer.MAX_VALUE)),
                "the longer edge of the image is 2147483647 pixels, more than the limit of 2048 (--max-size)");
        assertTooMuch(
                Jobs.job(
                        new Identity("e", "p", "analogy", 0.5, 1L),
                        Collections.nCopies(1_000_000, EXEMPLARS.get(0)),
                        Jobs.settings(2)),
                "the job has 1000000 exemplars, more than the limit of 10000");
    }

    @Test
    void moreExemplarsThanThereIsMemoryForTheirEmbeddingsAreRefused() {
        // given: 77 x 32 and 16 numbers for each of two prompts
        JobLimits limits = new JobLimits(RecordLimits.DEFAULT, Jobs.bundle(), 3 * 2 * (77 * 32 + 16) * 4 + 100);
        GenerationJob job = Jobs.job(
                new Identity("e", "p", "analogy", 0.5, 1L), Collections.nCopies(4, EXEMPLARS.get(0)), Jobs.settings(2));

        // then
        assertThatThrownBy(() -> limits.check(job))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessageStartingWith("the job has 4 exemplars, more than the limit of 3 (their embeddings fill");
    }

    @Test
    void aTextThatIsLongerThanTheLimitIsRefusedByItsName() {
        // given
        Identity identity = new Identity("e", "p", "analogy", 0.5, 1L);
        String text = "a".repeat(3 << 20);
        GeneratorSettings settings = Jobs.settings(2);
        String tooLong = " has 3145728 characters, more than the limit of 10000 (--max-prompt-length)";

        // then
        assertTooMuch(new GenerationJob(identity, text, "a", "b", EXEMPLARS, settings, null), "the category" + tooLong);
        assertTooMuch(
                new GenerationJob(identity, "c", text, "b", EXEMPLARS, settings, null), "the source prompt" + tooLong);
        assertTooMuch(
                new GenerationJob(identity, "c", "a", text, EXEMPLARS, settings, null), "the target prompt" + tooLong);
        assertTooMuch(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, text, 64, 64, null)),
                "the negative prompt" + tooLong);
        assertTooMuch(
                Jobs.job(identity, List.of(new PromptPair("other", "a", text)), settings),
                "the prompt of an exemplar" + tooLong);
    }

    @Test
    void limitsCanBeRaised() throws Exception {
        // given
        JobReader generous = new JobReader(
                Jobs.bundle(), RecordLimits.DEFAULT.withJobs(1_000, 4_096).withPromptLength(20_000));
        GenerationJob job = new GenerationJob(
                new Identity("e", "p", "lerp", 0.5, 1L),
                "c",
                "a".repeat(20_000),
                "b",
                List.of(),
                size(4_096, 64),
                null);

        // then
        assertThat(generous.read(job).request().settings().width()).isEqualTo(4_096);
    }

    @Test
    void moreStepsThanTheModelWasTrainedWithAreRefusedWhateverTheLimit() {
        // given
        JobReader generous = new JobReader(Jobs.bundle(), RecordLimits.DEFAULT.withJobs(Integer.MAX_VALUE, 64));

        // then
        assertRefused(
                generous,
                Jobs.job("p", 1, Jobs.settings(2_000_000_000)),
                FailureKind.INVALID_REQUEST,
                "steps must be within 1 and 1000, not 2000000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8, Integer.MIN_VALUE})
    void sizesAndStepsThatAreNotPositiveAreInvalid(int number) {
        assertInvalid(Jobs.job("p", 1, size(number, 64)), "image size must be positive");
        assertInvalid(Jobs.job("p", 1, size(64, number)), "image size must be positive");
        assertInvalid(Jobs.job("p", 1, Jobs.settings(number)), "steps must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
    void numbersThatTheModelCannotTakeAreInvalid(double number) {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, number, null, 64, 64, null)),
                "guidance scale");
        assertInvalid(Jobs.job(new Identity("e", "p", "lerp", number, 1L), List.of(), Jobs.settings(2)), "alpha");
    }

    @Test
    void aLongOrHiddenNameIsShownInPart() {
        assertThatThrownBy(() -> reader.read(Jobs.job(
                        "p",
                        1,
                        new GeneratorSettings("\u001b[2J" + "b".repeat(1 << 20), "euler", 2, 5.0, null, 64, 64, null))))
                .hasMessageContaining("\\u001B[2Jbbb")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
        assertThatThrownBy(() -> reader.read(Jobs.job(
                        "p", 1, new GeneratorSettings("tiny-ssd1b", "\u001b[2J\n", 2, 5.0, null, 64, 64, null))))
                .hasMessageContaining("\"\\u001B[2J | \"");
    }

    private static GeneratorSettings size(int width, int height) {
        return new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, null, width, height, null);
    }

    private void assertTooMuch(GenerationJob job, String message) {
        assertRefused(reader, job, FailureKind.LIMIT_EXCEEDED, message);
    }

    private static void assertRefused(JobReader reader, GenerationJob job, FailureKind kind, String message) {
        assertThatThrownBy(() -> reader.read(job))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage(message)
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(kind);
    }

    private void assertInvalid(GenerationJob job, String message) {
        assertThatThrownBy(() -> reader.read(job))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n")
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(FailureKind.INVALID_REQUEST);
    }
}
