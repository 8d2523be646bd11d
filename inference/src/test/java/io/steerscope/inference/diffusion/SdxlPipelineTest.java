package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdxlPipelineTest {

    private SdxlPipeline pipeline;

    @BeforeAll
    void open() {
        pipeline = SdxlPipeline.open(TestBundles.tinySsd1b(), Device.CPU, TestBundles.THREADS);
    }

    @AfterAll
    void close() {
        pipeline.close();
    }

    @Test
    void anyNumberOfRequestsIsAnsweredInOrder() {
        // given
        GenerationSettings settings = settings(2, 5, null);
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            requests.add(GenerationRequest.ofPrompt("prompt " + i, i, settings));
        }

        // when
        List<GeneratedImageResult> results = pipeline.generate(requests);

        // then
        assertThat(results).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(latents(results.get(i)))
                    .containsExactly(
                            latents(pipeline.generate(List.of(requests.get(i))).get(0)));
        }
        assertThat(pipeline.generate(List.of())).isEmpty();
    }

    @Test
    void anEmptyNegativePromptIsNotAnAbsentOne() {
        GenerationRequest absent = GenerationRequest.ofPrompt("a cat", 1, settings(2, 5, null));
        GenerationRequest empty = GenerationRequest.ofPrompt("a cat", 1, settings(2, 5, ""));
        assertThat(latents(pipeline.generate(List.of(empty)).get(0)))
                .isNotEqualTo(latents(pipeline.generate(List.of(absent)).get(0)));
    }

    @Test
    void strengthZeroRendersTheSourcePrompt() {
        // given
        GenerationSettings settings = settings(2, 5, null);
        GenerationRequest plain = GenerationRequest.ofPrompt("a cat", 1, settings);
        GenerationRequest steered =
                new GenerationRequest("a cat", "a dog", List.of(), SteeringMethod.SLERP, 0, 1, settings);

        // when
        List<GeneratedImageResult> results = pipeline.generate(List.of(plain, steered));

        // then
        assertThat(latents(results.get(1))).containsExactly(latents(results.get(0)));
    }

    @Test
    void lerpAtStrengthOneRendersTheTargetPrompt() {
        // given
        GenerationSettings settings = settings(2, 5, null);
        GenerationRequest steered =
                new GenerationRequest("a cat", "a dog", List.of(), SteeringMethod.LERP, 1, 1, settings);

        // when
        List<GeneratedImageResult> results =
                pipeline.generate(List.of(steered, GenerationRequest.ofPrompt("a dog", 1, settings)));

        // then
        assertThat(latents(results.get(0))).containsExactly(latents(results.get(1)));
    }

    @Test
    void aSourcePromptThatIsTooLongIsReported() {
        GenerationSettings settings = settings(1, 1, null);
        List<GeneratedImageResult> results = pipeline.generate(List.of(
                GenerationRequest.ofPrompt("word ".repeat(80), 1, settings),
                GenerationRequest.ofPrompt("word", 1, settings)));
        assertThat(results.get(0).sourceTruncated()).isTrue();
        assertThat(results.get(1).sourceTruncated()).isFalse();
    }

    @Test
    void latentsThatOverflowAreDegenerate() {
        // given
        GenerationRequest request = GenerationRequest.ofPrompt("a cat", 1, settings(5, 1e38, null));

        // when
        GeneratedImageResult result = pipeline.generate(List.of(request)).get(0);

        // then
        assertThat(result).isEqualTo(new GeneratedImageResult.Degenerate("latents are not finite", false));
    }

    @Test
    void requestsWithDifferentSettingsAreRefused() {
        List<GenerationRequest> requests = List.of(
                GenerationRequest.ofPrompt("a", 1, settings(1, 1, null)),
                GenerationRequest.ofPrompt("a", 1, settings(2, 1, null)));
        assertThatThrownBy(() -> pipeline.generate(requests))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("equal settings");
    }

    @Test
    void sizesThatDoNotFitTheLatentsAreRefused() {
        GenerationSettings settings = new GenerationSettings(SchedulerType.EULER, 1, 1, null, 100, 128);
        assertThatThrownBy(() -> pipeline.generate(List.of(GenerationRequest.ofPrompt("a", 1, settings))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 8");
    }

    @Test
    void otherSizesThanTheDefaultAreRendered() {
        GenerationSettings settings = new GenerationSettings(SchedulerType.EULER, 1, 5, null, 192, 64);
        GeneratedImageResult result = pipeline.generate(List.of(GenerationRequest.ofPrompt("a", 1, settings)))
                .get(0);
        assertThat(result).isInstanceOfSatisfying(GeneratedImageResult.Rendered.class, rendered -> {
            assertThat(rendered.image().width()).isEqualTo(192);
            assertThat(rendered.image().height()).isEqualTo(64);
        });
    }

    @Test
    void severalThreadsMakeTheSameImages() throws InterruptedException, ExecutionException {
        // given
        GenerationRequest request = GenerationRequest.ofPrompt("a cat", 1, settings(3, 5, null));
        float[] expected = latents(pipeline.generate(List.of(request)).get(0));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            // when
            List<Future<List<GeneratedImageResult>>> results = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                results.add(threads.submit(() -> pipeline.generate(List.of(request))));
            }

            // then
            for (Future<List<GeneratedImageResult>> result : results) {
                assertThat(latents(result.get().get(0))).containsExactly(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static float[] latents(GeneratedImageResult result) {
        assertThat(result).isInstanceOf(GeneratedImageResult.Rendered.class);
        return ((GeneratedImageResult.Rendered) result).latents();
    }

    private static GenerationSettings settings(int steps, double guidanceScale, @Nullable String negativePrompt) {
        return new GenerationSettings(SchedulerType.EULER, steps, guidanceScale, negativePrompt, 128, 128);
    }
}
