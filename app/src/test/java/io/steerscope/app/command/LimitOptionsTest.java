package io.steerscope.app.command;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

import io.steerscope.schemas.limit.RecordLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitOptionsTest {

    @CommandLine.Command
    private static final class AllLimits {

        @Mixin
        private JobLimitOptions jobs;

        @Mixin
        private ImageLimitOptions images;

        @Mixin
        private TextLimitOptions texts;

        static RecordLimits of(String... arguments) {
            AllLimits all = new AllLimits();
            new CommandLine(all).parseArgs(arguments);
            return all.texts.on(all.images.on(all.jobs.on(RecordLimits.DEFAULT)));
        }
    }

    @Test
    void withoutOptionsTheLimitsAreTheDocumentedOnes() {
        assertThat(AllLimits.of()).isEqualTo(RecordLimits.DEFAULT);
    }

    @Test
    void everyOptionSetsItsOwnLimit() {
        assertThat(AllLimits.of(
                        "--max-steps=1",
                        "--max-size=2",
                        "--max-prompt-length=3",
                        "--max-image-bytes=4",
                        "--max-image-pixels=5"))
                .isEqualTo(
                        RecordLimits.DEFAULT.withJobs(1, 2).withPromptLength(3).withImages(4, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "--max-steps=0, steps",
        "--max-size=16385, edge",
        "--max-prompt-length=-1, prompt length",
        "--max-image-bytes=3000000000, image bytes",
        "--max-image-pixels=0, image pixels"
    })
    void aLimitThatNothingCouldKeepIsRefusedByName(String argument, String named) {
        assertThatThrownBy(() -> AllLimits.of(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the limit on " + named + " must be between 1 and");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate", "image"})
    void whateverMakesImagesHasTheOptionsOfJobs(String command) {
        assertThat(CommandOutcome.of(command, "--help").out())
                .contains("--max-steps", "--max-size", "--max-prompt-length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"score", "clip"})
    void whateverReadsImagesHasTheirOptions(String command) {
        assertThat(CommandOutcome.of(command, "--help").out()).contains("--max-image-bytes", "--max-image-pixels");
    }
}
