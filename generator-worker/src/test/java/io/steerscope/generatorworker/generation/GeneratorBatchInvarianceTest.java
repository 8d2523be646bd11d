package io.steerscope.generatorworker.generation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;

import static org.assertj.core.api.Assertions.assertThat;

final class GeneratorBatchInvarianceTest {

    @Test
    void anImageIsBitIdenticalWhateverSharesItsBatch() throws Exception {
        // given
        SdxlBundle bundle = Jobs.bundle();
        List<GenerationJob> jobs = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            jobs.add(Jobs.job("pair-" + seed % 2, seed, Jobs.settings(seed == 3 ? 1 : 2)));
        }
        try (SdxlImagePipeline pipeline = new SdxlImagePipeline(
                bundle, opened -> SdxlPipeline.open(opened, Device.CPU, 1), new Arithmetic("here", Set.of()))) {
            GeneratorStage stage = new GeneratorStage(
                    bundle, pipeline, ImagePlacement.INLINE, RecordLimits.DEFAULT, "1", Clock.systemUTC());

            // when
            List<ImageData> together = images(stage, jobs);
            List<ImageData> alone = new ArrayList<>();
            for (GenerationJob job : jobs) {
                alone.addAll(images(stage, List.of(job)));
            }

            // then
            assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
        }
    }

    @Test
    void anImageIsMadeInTheTypeThatItsJobAsksForAndIsTheSameWhateverWasMadeBefore() throws Exception {
        // given
        SdxlBundle bundle = Jobs.toybox();
        List<GenerationJob> jobs =
                List.of(Jobs.toyboxJob(1, 1, "float32"), Jobs.toyboxJob(1, 1, null), Jobs.toyboxJob(2, 1, "float32"));
        List<SdxlBundle> opened = new ArrayList<>();
        try (SdxlImagePipeline pipeline = new SdxlImagePipeline(
                bundle,
                next -> {
                    opened.add(next);
                    return SdxlPipeline.open(next, Device.CPU, 1, 1);
                },
                new Arithmetic("here", Set.of(Dtype.BFLOAT16)))) {
            GeneratorStage stage = new GeneratorStage(
                    bundle, pipeline, ImagePlacement.INLINE, RecordLimits.DEFAULT, "1", Clock.systemUTC());

            // when
            List<ImageData> together = images(stage, jobs);
            List<ImageData> again = images(stage, List.of(jobs.get(2), jobs.get(0)));

            // then
            assertThat(together).doesNotHaveDuplicates();
            assertThat(again).containsExactly(together.get(2), together.get(0));
            assertThat(opened)
                    .extracting(SdxlBundle::dtype)
                    .containsExactly(Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.BFLOAT16, Dtype.FLOAT32);
        }
    }

    private static List<ImageData> images(GeneratorStage stage, List<GenerationJob> jobs) throws Exception {
        List<PreparedJob> batch = new ArrayList<>();
        for (GenerationJob job : jobs) {
            batch.add(stage.prepare(job, new RecordPosition(0, 0)));
        }
        List<ImageData> images = new ArrayList<>();
        for (Outcome<MadeImage> outcome : stage.process(batch)) {
            images.add(((Outcome.Emit<MadeImage>) outcome).value().image().getImage());
        }
        return images;
    }
}
