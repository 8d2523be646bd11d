package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoppedRunRecordTest {

    @TempDir
    private Path root;

    @Test
    void aFolderIsContinuedWithTheRuleThatItWasBegunWithAndNoOther() throws IOException {
        // given
        RunFolder folder = new RunFolder(root);
        StopWhenDecided rule = new StopWhenDecided(0.95, 2, List.of("clip"), null);
        record(rule).claim(folder, Dtype.FLOAT32);

        // when / then
        assertThat(record(rule).claim(folder, Dtype.FLOAT32)).isEqualTo(record(rule));
        assertThatExceptionOfType(ActionableException.class)
                .isThrownBy(() -> record(null).claim(folder, Dtype.FLOAT32))
                .withMessage(root + " holds another experiment: stop is when decided by clip at level 0.95 from 2 items"
                        + " on, requested never; choose another --out, or ask for the same");
        assertThatExceptionOfType(ActionableException.class)
                .isThrownBy(() ->
                        record(new StopWhenDecided(0.9, 3, List.of("clip"), 2)).claim(folder, Dtype.FLOAT32))
                .withMessageContaining("(2 planned)")
                .withMessageContaining("requested when decided by clip at level 0.9 from 3 items on");
    }

    private RunRecord record(@Nullable StopWhenDecided stop) throws IOException {
        RunSettings settings = TestExperiments.settings(root);
        ExperimentDesign design = TestExperiments.design(root);
        ExperimentDesign stopped = new ExperimentDesign(
                design.experimentId(),
                design.pairs(),
                design.seeds(),
                design.alphas(),
                design.methods(),
                design.settings(),
                design.orderSeed(),
                design.exemplars(),
                design.smallestEffect(),
                design.baseline(),
                stop);
        return RunRecord.of(
                stopped.experiment(),
                ((RunImages.Generated) settings.images()).generator(),
                settings.scorers(),
                settings.parallelism(),
                null,
                true);
    }
}
