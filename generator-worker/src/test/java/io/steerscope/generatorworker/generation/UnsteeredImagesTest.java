package io.steerscope.generatorworker.generation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.PromptPair;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;

import static org.assertj.core.api.Assertions.assertThat;

final class UnsteeredImagesTest {

    private static final List<PromptPair> EXEMPLARS = List.of(new PromptPair("other", "a red hat", "a blue hat"));

    @Test
    void theyAreBitForBitWhatEveryMethodGivesAtTheirAlpha() throws Exception {
        // given
        List<GenerationJob> jobs = List.of(
                job("source", 0.0, List.of(), 3L),
                job("lerp", 0.0, List.of(), 3L),
                job("slerp", 0.0, List.of(), 3L),
                job("analogy", 0.0, EXEMPLARS, 3L),
                job("target", 1.0, List.of(), 3L),
                job("lerp", 1.0, List.of(), 3L),
                job("slerp", 1.0, List.of(), 3L),
                job("source", 0.0, List.of(), 4L));

        // when
        List<String> images = made(jobs).stream().map(ImageSummary::getSha256).toList();

        // then
        assertThat(images.subList(0, 4)).containsOnly(images.get(0));
        assertThat(images.subList(4, 7)).containsOnly(images.get(4));
        assertThat(List.of(images.get(0), images.get(4), images.get(7))).doesNotHaveDuplicates();
    }

    @Test
    void onlyThePromptThatAnImageIsMadeOfIsToldAsCut() throws Exception {
        // given
        String tooLong = "a red car ".repeat(40);
        List<GenerationJob> jobs = new ArrayList<>();
        for (GenerationJob job : List.of(job("source", 0.0, List.of(), 3L), job("target", 1.0, List.of(), 3L))) {
            jobs.add(job);
            GenerationJob longSource =
                    job(job.getIdentity().getMethod(), job.getIdentity().getAlpha(), List.of(), 5L);
            longSource.put("source", tooLong);
            jobs.add(longSource);
            GenerationJob longTarget =
                    job(job.getIdentity().getMethod(), job.getIdentity().getAlpha(), List.of(), 6L);
            longTarget.put("target", tooLong);
            jobs.add(longTarget);
        }

        // when
        List<ImageSummary> made = made(jobs);

        // then
        assertThat(made)
                .extracting(ImageSummary::getSourceTruncated)
                .containsExactly(false, true, false, false, false, false);
        assertThat(made)
                .extracting(ImageSummary::getTruncatedPrompts)
                .containsExactly(List.of(), List.of(tooLong), List.of(), List.of(), List.of(), List.of(tooLong));
    }

    private static GenerationJob job(String method, double alpha, List<PromptPair> exemplars, long seed) {
        return Jobs.job(new Identity("experiment", "p", method, alpha, seed), exemplars, Jobs.settings(2));
    }

    private static List<ImageSummary> made(List<GenerationJob> jobs) throws Exception {
        SdxlBundle bundle = Jobs.bundle();
        try (SdxlImagePipeline pipeline = new SdxlImagePipeline(
                bundle, opened -> SdxlPipeline.open(opened, Device.CPU, 1), new Arithmetic("here", Set.of()))) {
            GeneratorStage stage = new GeneratorStage(
                    bundle, pipeline, ImagePlacement.INLINE, RecordLimits.DEFAULT, "1", Clock.systemUTC());
            List<PreparedJob> batch = new ArrayList<>();
            for (GenerationJob job : jobs) {
                batch.add(stage.prepare(job, new RecordPosition(0, 0)));
            }
            List<ImageSummary> made = new ArrayList<>();
            for (Outcome<MadeImage> outcome : stage.process(batch)) {
                made.add(((Outcome.Emit<MadeImage>) outcome).value().summary());
            }
            return made;
        }
    }
}
