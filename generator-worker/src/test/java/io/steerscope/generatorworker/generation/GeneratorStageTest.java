package io.steerscope.generatorworker.generation;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class GeneratorStageTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final FakePipeline pipeline = new FakePipeline();

    @Test
    void anImageCarriesItsJobItsStampAndItsChecksum() throws Exception {
        // given
        GeneratorStage stage = stage(ImagePlacement.INLINE);
        GenerationJob job = Jobs.job("pair-1", 1);

        // when
        Outcome.Emit<MadeImage> outcome = emitted(run(stage, job).get(0));

        // then
        GeneratedImage image = outcome.value().image();
        byte[] bytes = bytes(image.getImage().getBytes());
        assertThat(outcome.key()).isEqualTo("experiment/pair-1/lerp/0.5/1");
        assertThat(image.getIdentity()).isEqualTo(job.getIdentity());
        assertThat(image.getSource()).isEqualTo("a red car");
        assertThat(image.getTarget()).isEqualTo("a blue car");
        assertThat(image.getSettings()).isEqualTo(job.getSettings());
        assertThat(image.getSourceTruncated()).isTrue();
        assertThat(image.getGeneratedAt()).isEqualTo(NOW);
        assertThat(image.getGenerator().getBundleId()).isEqualTo("tiny-ssd1b");
        assertThat(image.getGenerator().getBundleSha256())
                .isEqualTo(Jobs.bundle().sha256());
        assertThat(image.getGenerator().getVersion()).isEqualTo("1.2.3");
        assertThat(image.getGenerator().getDurationMillis()).isNotNegative();
        assertThat(image.getGenerator().getDtype()).isEqualTo("float32");
        assertThat(image.getImage().getUri()).isNull();
        assertThat(image.getImage().getMediaType()).isEqualTo("image/png");
        assertThat(image.getImage().getSha256()).isEqualTo(sha256(bytes));
        assertThat(ImageDecoder.decode(bytes)).isEqualTo(FakePipeline.image(1));
    }

    @Test
    void jobsOfOneTypeFollowEachOtherWhateverTheirOrder() throws Exception {
        // given
        GeneratorStage stage = new GeneratorStage(
                Jobs.toybox(), pipeline, ImagePlacement.INLINE, RecordLimits.DEFAULT, "1", Clock.systemUTC());

        // when
        List<Outcome<MadeImage>> outcomes = run(
                stage,
                Jobs.toyboxJob(1, 2, "float32"),
                Jobs.toyboxJob(2, 2, null),
                Jobs.toyboxJob(3, 3, "float32"),
                Jobs.toyboxJob(4, 2, "bfloat16"),
                Jobs.toyboxJob(5, 2, "float32"));

        // then
        assertThat(pipeline.dtypes).containsExactly(Dtype.FLOAT32, Dtype.FLOAT32, Dtype.BFLOAT16);
        assertThat(outcomes)
                .extracting(outcome ->
                        emitted(outcome).value().image().getGenerator().getDtype())
                .containsExactly("float32", "bfloat16", "float32", "bfloat16", "float32");
    }

    @Test
    void theSummaryOfAnImageIsTheImageWithoutItsBytes() throws Exception {
        // when
        MadeImage made = emitted(
                        run(stage(ImagePlacement.INLINE), Jobs.job("pair-1", 1)).get(0))
                .value();

        // then
        GeneratedImage image = made.image();
        assertThat(made.summary())
                .isEqualTo(new ImageSummary(
                        image.getIdentity(),
                        "colour",
                        image.getImage().getSha256(),
                        "image/png",
                        64,
                        64,
                        (long) image.getImage().getBytes().remaining(),
                        null,
                        image.getGenerator(),
                        true,
                        List.of("a red car", "a long exemplar"),
                        NOW));
    }

    @Test
    void theSummaryOfAnImageInAFileSaysHowLongTheFileIs(@TempDir Path folder) throws Exception {
        // when
        MadeImage made = emitted(run(stage(new ImagePlacement(100, folder)), Jobs.job("p", 2))
                        .get(0))
                .value();

        // then
        Path file = Path.of(URI.create(String.valueOf(made.image().getImage().getUri())));
        assertThat(made.summary().getSizeBytes()).isEqualTo(Files.size(file));
        assertThat(made.summary().getSourceTruncated()).isFalse();
        assertThat(made.summary().getTruncatedPrompts()).isEmpty();
    }

    @Test
    void jobsOfEqualSettingsShareACallAndOutcomesKeepTheOrderOfTheJobs() throws Exception {
        // given
        GeneratorStage stage = stage(ImagePlacement.INLINE);

        // when
        List<Outcome<MadeImage>> outcomes = run(
                stage,
                Jobs.job("p", 1, Jobs.settings(2)),
                Jobs.job("p", 2, Jobs.settings(3)),
                Jobs.job("p", 3, Jobs.settings(2)));

        // then
        assertThat(pipeline.calls).hasSize(2);
        assertThat(pipeline.calls.get(0)).extracting("seed").containsExactly(1L, 3L);
        assertThat(outcomes)
                .extracting(outcome -> emitted(outcome).key())
                .containsExactly("experiment/p/lerp/0.5/1", "experiment/p/lerp/0.5/2", "experiment/p/lerp/0.5/3");
    }

    @Test
    void equalJobsInOneBatchEachHaveAnOutcome() throws Exception {
        List<Outcome<MadeImage>> outcomes =
                run(stage(ImagePlacement.INLINE), Jobs.job("p", 1), Jobs.job("p", 1), Jobs.job("p", -1));

        assertThat(emitted(outcomes.get(0)).value().image().getImage())
                .isEqualTo(emitted(outcomes.get(1)).value().image().getImage());
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Reject.class);
    }

    @Test
    void aDegenerateImageIsAFailureAndNeverAnImage() throws Exception {
        assertThat(run(stage(ImagePlacement.INLINE), Jobs.job("p", -1)))
                .containsExactly(new Outcome.Reject<>(FailureKind.DEGENERATE_IMAGE, "image is of one colour"));
    }

    @Test
    void anImageAboveTheLimitGoesToAFileNamedByItsChecksum(@TempDir Path folder) throws Exception {
        // given
        GeneratorStage stage = stage(new ImagePlacement(100, folder));

        // when
        ImageData first =
                emitted(run(stage, Jobs.job("p", 1)).get(0)).value().image().getImage();
        ImageData second =
                emitted(run(stage, Jobs.job("p", 1)).get(0)).value().image().getImage();

        // then
        Path file = Path.of(URI.create(String.valueOf(first.getUri())));
        assertThat(first.getBytes()).isNull();
        assertThat(second).isEqualTo(first);
        assertThat(file.getFileName()).hasToString(first.getSha256() + ".png");
        assertThat(sha256(Files.readAllBytes(file))).isEqualTo(first.getSha256());
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsATransientFailure(@TempDir Path folder) throws Exception {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        GeneratorStage stage = stage(new ImagePlacement(100, occupied));

        assertThatThrownBy(() -> run(stage, Jobs.job("p", 1)))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageStartingWith("the image file cannot be written");
    }

    @Test
    void theSubjectOfAJobIsItsIdentityCategoryAndPlace() {
        // given
        GenerationJob job = Jobs.job("p", 1);
        GenerationJob placed = Jobs.placed(7);
        GenerationJob nowhere = Jobs.placed(-7);
        GeneratorStage stage = stage(ImagePlacement.INLINE);

        // when / then
        assertThat(stage.subject(job)).isEqualTo(new Subject(job.getIdentity(), "colour", null));
        assertThat(stage.subject(placed)).isEqualTo(new Subject(job.getIdentity(), "colour", 7));
        assertThat(stage.subject(nowhere)).isEqualTo(new Subject(job.getIdentity(), "colour", null));
    }

    @Test
    void anImageHasThePlaceOfItsJob() throws Exception {
        // given
        GenerationJob placed = Jobs.placed(7);
        GeneratorStage stage = stage(ImagePlacement.INLINE);

        // when / then
        assertThat(emitted(run(stage, placed).get(0)).value().image().getPlace())
                .isEqualTo(7);
        assertThat(emitted(run(stage, Jobs.job("p", 1)).get(0)).value().image().getPlace())
                .isNull();
    }

    @Test
    void aModelThatDoesNotFitIntoMemoryIsNotTheFaultOfItsJobs() {
        // given
        ImagePipeline tooLarge = new ImagePipeline() {
            @Override
            public List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype) {
                throw new OutOfMemoryException("unet.pt has too little memory for one image");
            }

            @Override
            public List<String> truncatedPrompts(GenerationRequest request) {
                return List.of();
            }

            @Override
            public void close() {}
        };
        GeneratorStage stage = new GeneratorStage(
                Jobs.bundle(), tooLarge, ImagePlacement.INLINE, RecordLimits.DEFAULT, "1", Clock.systemUTC());

        // when / then
        assertThatThrownBy(() -> run(stage, Jobs.job("p", 1)))
                .isInstanceOf(UnusableModelException.class)
                .hasMessage("unet.pt has too little memory for one image");
    }

    @Test
    void closingTheStageClosesThePipeline() {
        stage(ImagePlacement.INLINE).close();

        assertThat(pipeline.closed).isTrue();
    }

    private GeneratorStage stage(ImagePlacement placement) {
        return new GeneratorStage(
                Jobs.bundle(), pipeline, placement, RecordLimits.DEFAULT, "1.2.3", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<Outcome<MadeImage>> run(GeneratorStage stage, GenerationJob... jobs) throws Exception {
        List<PreparedJob> batch = new ArrayList<>();
        for (GenerationJob job : jobs) {
            batch.add(stage.prepare(job, new RecordPosition(0, 0)));
        }
        return stage.process(batch);
    }

    private static Outcome.Emit<MadeImage> emitted(Outcome<MadeImage> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Emit.class);
        return (Outcome.Emit<MadeImage>) outcome;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
