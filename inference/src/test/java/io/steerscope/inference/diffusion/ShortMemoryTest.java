package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TorchModule;
import io.steerscope.inference.torch.TorchRuntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the pipeline does on a device that is too small for its batches. */
class ShortMemoryTest {

    private static final int PLENTY = 1000;
    private static final int BATCH = 4;

    /** Largest relative distance of latents that batches of different sizes may make. */
    private static final double ROUNDING = 1e-5;

    private final SdxlBundle bundle = TestBundles.tinySsd1b();
    private final Map<String, ModuleStandIn> modules = new HashMap<>();

    @Test
    void batchesAreHalvedUntilTheyFitAndStaySo() {
        // given
        try (SdxlPipeline small = open(Map.of("unet.pt", 5));
                SdxlPipeline ample = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, 2)) {
            int refusedAtStart = modules.get("unet.pt").refusals();

            // when
            List<GeneratedImageResult> results = small.generate(requests(5, 5));

            // then
            assertThat(refusedAtStart).isEqualTo(1);
            assertThat(modules.get("unet.pt").refusals()).isEqualTo(1);
            assertThat(relativeDistance(results, ample.generate(requests(5, 5))))
                    .isLessThan(ROUNDING);
        }
    }

    @Test
    void guidanceIsRunApartWhereOneImageDoesNotFitWithIt() {
        // given
        try (SdxlPipeline small = open(Map.of("unet.pt", 1));
                SdxlPipeline ample = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, 1)) {
            int calls = modules.get("unet.pt").calls();

            // when
            List<GeneratedImageResult> results = small.generate(requests(2, 5));

            // then
            assertThat(modules.get("unet.pt").calls() - calls).isEqualTo(2 * 2 * 2);
            assertThat(relativeDistance(results, ample.generate(requests(2, 5))))
                    .isLessThan(ROUNDING);
        }
    }

    @Test
    void unguidedImagesNeedNoSecondCall() {
        try (SdxlPipeline small = open(Map.of("unet.pt", 1));
                SdxlPipeline ample = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, 1)) {
            assertThat(relativeDistance(small.generate(requests(2, 1)), ample.generate(requests(2, 1))))
                    .isLessThan(ROUNDING);
        }
    }

    @Test
    void imagesAreDecodedOneByOneWhereABatchDoesNotFit() {
        try (SdxlPipeline small = open(Map.of("vae_decoder.pt", 1));
                SdxlPipeline ample = open(Map.of())) {
            // when
            List<GeneratedImageResult> results = small.generate(requests(5, 5));

            // then
            List<GeneratedImageResult> expected = ample.generate(requests(5, 5));
            for (int i = 0; i < results.size(); i++) {
                assertThat(rendered(results.get(i)).latents())
                        .containsExactly(rendered(expected.get(i)).latents());
            }
        }
    }

    @Test
    void promptsAreEncodedInSmallerBatchesWhereMemoryIsShort() {
        try (SdxlPipeline small = open(Map.of("text_encoder_2.pt", 3))) {
            assertThat(small.generate(requests(5, 5))).hasSize(5);
        }
        assertThat(modules.get("text_encoder_2.pt").refusals()).isEqualTo(1);
    }

    @Test
    void aDeviceTooSmallForOneImageIsReportedInALineThatSaysWhatToDo() {
        assertThatThrownBy(() -> open(Map.of("unet.pt", 0)))
                .isInstanceOf(OutOfMemoryException.class)
                .hasMessageContaining("unet.pt has too little memory for one image of 128 x 128")
                .hasMessageContaining("CUDA out of memory. Tried to allocate 1.00 GiB")
                .hasMessageContaining("ask for smaller images")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSweepEncodesEachOfItsTextsOnce() {
        // given
        try (SdxlPipeline pipeline = open(Map.of())) {
            int before = modules.get("text_encoder.pt").calls();
            List<GenerationRequest> sweep = new ArrayList<>();
            for (double alpha : new double[] {0.5, 0.8, 1.0}) {
                for (int seed = 0; seed < 3; seed++) {
                    sweep.add(new GenerationRequest(
                            "a cat", "a dog", List.of(), SteeringMethod.LERP, alpha, seed, settings(5)));
                }
            }

            // when
            for (GenerationRequest request : sweep) {
                pipeline.generate(List.of(request));
            }
            pipeline.generate(sweep);

            // then: source and target fit into one batch; the negative prompt is zeros
            assertThat(modules.get("text_encoder.pt").calls() - before).isEqualTo(1);
        }
    }

    @Test
    void aListenerIsToldOfEveryStep() {
        try (SdxlPipeline pipeline = open(Map.of())) {
            List<String> steps = new ArrayList<>();
            pipeline.generate(requests(1, 5), (done, all) -> steps.add(done + "/" + all));
            assertThat(steps).containsExactly("1/2", "2/2");
        }
    }

    private SdxlPipeline open(Map<String, Integer> mostRows) {
        TorchRuntime.start(TestBundles.THREADS);
        OpenedResources opened = new OpenedResources();
        return SdxlPipeline.open(
                bundle,
                BATCH,
                file -> {
                    String name = file.path().getFileName().toString();
                    ModuleStandIn module = new ModuleStandIn(
                            TorchModule.open(file, Device.CPU, opened), mostRows.getOrDefault(name, PLENTY));
                    modules.put(name, module);
                    return module;
                },
                opened);
    }

    private static List<GenerationRequest> requests(int count, double guidanceScale) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(GenerationRequest.ofPrompt("prompt " + i, i, settings(guidanceScale)));
        }
        return requests;
    }

    private static GenerationSettings settings(double guidanceScale) {
        return new GenerationSettings(SchedulerType.EULER, 2, guidanceScale, null, 64, 64);
    }

    private static double relativeDistance(List<GeneratedImageResult> results, List<GeneratedImageResult> expected) {
        assertThat(results).hasSameSizeAs(expected);
        double squares = 0;
        double scale = 0;
        for (int i = 0; i < results.size(); i++) {
            float[] own = rendered(results.get(i)).latents();
            float[] reference = rendered(expected.get(i)).latents();
            for (int j = 0; j < own.length; j++) {
                squares += Math.pow((double) own[j] - reference[j], 2);
                scale += (double) reference[j] * reference[j];
            }
        }
        return Math.sqrt(squares / scale);
    }

    private static GeneratedImageResult.Rendered rendered(GeneratedImageResult result) {
        assertThat(result).isInstanceOf(GeneratedImageResult.Rendered.class);
        return (GeneratedImageResult.Rendered) result;
    }
}
