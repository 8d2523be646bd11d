package io.steerscope.schemas.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordLimitsTest {

    @Test
    void anImageOfTheDefaultLimitFitsAnArray() {
        assertThat(3 * RecordLimits.DEFAULT.imagePixels()).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void aLimitThatCannotBeHeldIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordLimits.DEFAULT.withJobs(0, 64))
                .withMessage("the limit on steps must be between 1 and 2147483647, is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordLimits.DEFAULT.withImages(1, 1L << 40))
                .withMessageContaining("image pixels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordLimits.DEFAULT.withPromptLength(-1))
                .withMessageContaining("prompt length");
    }
}
