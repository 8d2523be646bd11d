package io.steerscope.generatorworker.generation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
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
        try (SdxlImagePipeline pipeline = new SdxlImagePipeline(SdxlPipeline.open(bundle, Device.CPU, 1))) {
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
