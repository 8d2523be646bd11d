package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.SteeringMethod;

import static org.assertj.core.api.Assertions.assertThat;

/** An image must be the same, bit for bit, whatever shares its batch and at whatever row it sits. */
class BatchInvarianceTest {

    @Test
    void imagesOfTheTinyBundleDoNotDependOnTheirBatch() {
        assertInvariant(TestBundles.tinySsd1b(), SchedulerType.values());
    }

    /** With its own scheduler alone: its bfloat16 takes minutes more on processors that only emulate it. */
    @Test
    void imagesOfTheToyBundleDoNotDependOnTheirBatch() {
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(TestBundles.projectBundle("toybox-sdxl"));
        assertInvariant(bundle, bundle.scheduler().type());
    }

    @Test
    void imagesOfTheTinyBundleDifferByRoundingAloneInBatchesOfOtherSizes() {
        assertDistanceOverSizes(TestBundles.tinySsd1b());
    }

    @Test
    void imagesOfTheToyBundleDifferByRoundingAloneInBatchesOfOtherSizes() {
        assertDistanceOverSizes((SdxlBundle) ModelBundle.open(TestBundles.projectBundle("toybox-sdxl")));
    }

    /** Prints the differences, of which none is promised but that they are small. */
    private static void assertDistanceOverSizes(SdxlBundle bundle) {
        // given
        GenerationRequest job = GenerationRequest.ofPrompt("one red car", 42, settings(bundle, SchedulerType.EULER, 5));
        GeneratedImageResult.Rendered reference = renderAlone(bundle, job, 1);

        for (int batchSize : new int[] {2, 3, 8}) {
            // when
            GeneratedImageResult.Rendered other = renderAlone(bundle, job, batchSize);

            // then
            double distance = 0;
            double scale = 0;
            for (int i = 0; i < reference.latents().length; i++) {
                distance = Math.max(
                        distance, Math.abs(other.latents()[i] - reference.latents()[i]));
                scale = Math.max(scale, Math.abs(reference.latents()[i]));
            }
            int levels = 0;
            for (int i = 0; i < reference.image().rgb().length; i++) {
                levels = Math.max(
                        levels,
                        Math.abs((other.image().rgb()[i] & 0xff)
                                - (reference.image().rgb()[i] & 0xff)));
            }
            System.out.printf(
                    "%s: batches of %d and 1: latents differ by %.2g of their largest, pixels by %d levels, at most%n",
                    bundle.id(), batchSize, distance / scale, levels);
            assertThat(distance / scale).isLessThan(bundle.manifest().dtype().equals("float32") ? 1e-5 : 0.05);
        }
    }

    private static GeneratedImageResult.Rendered renderAlone(SdxlBundle bundle, GenerationRequest job, int batchSize) {
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, batchSize)) {
            return render(pipeline, List.of(job), 0);
        }
    }

    private static void assertInvariant(SdxlBundle bundle, SchedulerType... schedulers) {
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS)) {
            for (SchedulerType scheduler : schedulers) {
                assertInvariant(pipeline, settings(bundle, scheduler, 5));
            }
            assertInvariant(pipeline, settings(bundle, SchedulerType.EULER, 1));
        }
    }

    private static void assertInvariant(SdxlPipeline pipeline, GenerationSettings settings) {
        // given
        GenerationRequest job = new GenerationRequest(
                "one red car", "two red cars", exemplars(), SteeringMethod.ANALOGY, 0.8, 42, settings);
        GeneratedImageResult.Rendered alone = render(pipeline, List.of(job), 0);

        int batchSize = SdxlPipeline.defaultBatchSize(pipeline.bundle(), Device.CPU);
        for (int row : new int[] {0, batchSize / 2, batchSize - 1}) {
            // when
            List<GenerationRequest> requests = new ArrayList<>(strangers(batchSize, settings));
            requests.set(row, job);
            GeneratedImageResult.Rendered together = render(pipeline, requests, row);

            // then
            assertThat(together.latents()).as("latents at row %d", row).containsExactly(alone.latents());
            assertThat(together.image()).isEqualTo(alone.image());
            assertThat(PngEncoder.encode(together.image())).isEqualTo(PngEncoder.encode(alone.image()));
        }
    }

    private static GeneratedImageResult.Rendered render(
            SdxlPipeline pipeline, List<GenerationRequest> requests, int row) {
        GeneratedImageResult result = pipeline.generate(requests).get(row);
        assertThat(result).isInstanceOf(GeneratedImageResult.Rendered.class);
        return (GeneratedImageResult.Rendered) result;
    }

    private static List<GenerationRequest> strangers(int count, GenerationSettings settings) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(GenerationRequest.ofPrompt("stranger " + i + " on the left", 1000 + i, settings));
        }
        return requests;
    }

    private static List<Exemplar> exemplars() {
        return List.of(new Exemplar("one blue cat", "two blue cats"), new Exemplar("one cup", "two cups"));
    }

    private static GenerationSettings settings(SdxlBundle bundle, SchedulerType scheduler, double guidanceScale) {
        return new GenerationSettings(scheduler, 3, guidanceScale, null, bundle.defaultWidth(), bundle.defaultHeight());
    }
}
