package io.steerscope.generatorworker.generation;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.SteeringMethod;
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

    private final JobReader reader = new JobReader(Jobs.bundle());

    @Test
    void aJobBecomesTheRequestThatItDescribes() throws Exception {
        // given
        GeneratorSettings settings = new GeneratorSettings("tiny-ssd1b", "dpmpp-2m", 7, 3.5, "", 64, 128);
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
    void aJobForAnotherBundleIsRefusedWithTheRemedy() {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("ssd-1b", "euler", 2, 5.0, null, 64, 64)),
                "the job asks for bundle ssd-1b, this worker runs tiny-ssd1b; start a worker with ssd-1b");
    }

    @Test
    void aSizeThatIsNoMultipleOfTheLatentCellIsRefused() {
        assertInvalid(
                Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "euler", 2, 5.0, null, 63, 64)),
                "image size 63 x 64 must be a multiple of 8");
    }

    @Test
    void aPairAmongItsOwnExemplarsIsRefused() {
        assertInvalid(
                Jobs.job(new Identity("e", "other", "analogy", 0.5, 1L), EXEMPLARS, Jobs.settings(2)),
                "pair other is among its own exemplars");
    }

    @Test
    void whatThePipelineDoesNotKnowIsRefusedByName() {
        assertInvalid(Jobs.job(new Identity("e", "p", "magic", 0.5, 1L), List.of(), Jobs.settings(2)), "'magic'");
        assertInvalid(Jobs.job("p", 1, new GeneratorSettings("tiny-ssd1b", "heun", 2, 5.0, null, 64, 64)), "'heun'");
        assertInvalid(Jobs.job("p", 1, Jobs.settings(0)), "steps must be at least 1");
        assertInvalid(
                Jobs.job(new Identity("e", "p", "analogy", 0.5, 1L), List.of(), Jobs.settings(2)),
                "at least one exemplar");
        assertInvalid(Jobs.job(new Identity("e", "p", "lerp", Double.NaN, 1L), List.of(), Jobs.settings(2)), "alpha");
        assertInvalid(Jobs.job("no/id", 1), "no/id");
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
