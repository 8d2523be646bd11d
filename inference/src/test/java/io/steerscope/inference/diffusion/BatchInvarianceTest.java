package io.steerscope.inference.diffusion;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.steering.Exemplar;

import static org.assertj.core.api.Assertions.assertThat;

/** An image must be the same, bit for bit, whatever shares its batch and at whatever row it sits. */
class BatchInvarianceTest {

    private static final int FEW_ROWS = 3;

    @Test
    void imagesOfTheTinyBundleDoNotDependOnTheirBatch() {
        assertInvariant(TestBundles.tinySsd1b(), SchedulerType.values());
    }

    /** With its own scheduler alone, and few rows but in float32: many processors only emulate the other types. */
    @ParameterizedTest
    @EnumSource
    void imagesOfTheToyBundleDoNotDependOnTheirBatchInAnyType(Dtype dtype) {
        SdxlBundle bundle = toybox().computingIn(dtype);
        int batchSize = dtype == Dtype.FLOAT32 ? SdxlPipeline.defaultBatchSize(bundle, Device.CPU) : FEW_ROWS;
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, batchSize)) {
            assertInvariant(
                    pipeline, batchSize, settings(bundle, bundle.scheduler().type(), 5));
        }
    }

    @Test
    void anotherTypeChangesAnImageByItsRoundingsAlone() {
        // given
        SdxlBundle own = toybox();
        GenerationRequest job = GenerationRequest.ofPrompt(
                "one red car", 42, settings(own, own.scheduler().type(), 5));
        GeneratedImageResult.Rendered reference = renderAlone(own, job, 1);

        for (Dtype dtype : List.of(Dtype.FLOAT32, Dtype.FLOAT16)) {
            // when
            GeneratedImageResult.Rendered other = renderAlone(own.computingIn(dtype), job, 1);

            // then
            assertThat(relativeDistance(reference.latents(), other.latents())).isBetween(1e-6, 0.05);
        }
    }

    private static SdxlBundle toybox() {
        return (SdxlBundle) ModelBundle.open(TestBundles.projectBundle("toybox-sdxl"));
    }

    @Test
    void imagesOfTheTinyBundleDifferByRoundingAloneInBatchesOfOtherSizes() {
        assertDistanceOverSizes(TestBundles.tinySsd1b());
    }

    @Test
    void imagesOfTheToyBundleDifferByRoundingAloneInBatchesOfOtherSizes() {
        assertDistanceOverSizes(toybox().computingIn(Dtype.FLOAT32));
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
            double distance = relativeDistance(reference.latents(), other.latents());
            int levels = 0;
            for (int i = 0; i < reference.image().rgb().length; i++) {
                levels = Math.max(
                        levels,
                        Math.abs((other.image().rgb()[i] & 0xff)
                                - (reference.image().rgb()[i] & 0xff)));
            }
            System.out.printf(
                    "%s: batches of %d and 1: latents differ by %.2g of their largest, pixels by %d levels, at most%n",
                    bundle.id(), batchSize, distance, levels);
            assertThat(distance).isLessThan(1e-5);
        }
    }

    /** The largest difference, as a part of the largest value of the first. */
    private static double relativeDistance(float[] reference, float[] other) {
        double distance = 0;
        double scale = 0;
        for (int i = 0; i < reference.length; i++) {
            distance = Math.max(distance, Math.abs(other[i] - reference[i]));
            scale = Math.max(scale, Math.abs(reference[i]));
        }
        return distance / scale;
    }

    private static GeneratedImageResult.Rendered renderAlone(SdxlBundle bundle, GenerationRequest job, int batchSize) {
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS, batchSize)) {
            return render(pipeline, List.of(job), 0);
        }
    }

    private static void assertInvariant(SdxlBundle bundle, SchedulerType... schedulers) {
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS)) {
            int batchSize = SdxlPipeline.defaultBatchSize(bundle, Device.CPU);
            for (SchedulerType scheduler : schedulers) {
                assertInvariant(pipeline, batchSize, settings(bundle, scheduler, 5));
            }
            assertInvariant(pipeline, batchSize, settings(bundle, SchedulerType.EULER, 1));
        }
    }

    private static void assertInvariant(SdxlPipeline pipeline, int batchSize, GenerationSettings settings) {
        // given
        GenerationRequest job = new GenerationRequest(
                "one red car", "two red cars", exemplars(), SteeringMethod.ANALOGY, 0.8, 42, settings);
        GeneratedImageResult.Rendered alone = render(pipeline, List.of(job), 0);

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
