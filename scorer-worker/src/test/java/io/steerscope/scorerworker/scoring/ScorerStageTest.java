package io.steerscope.scorerworker.scoring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.UnusableModelException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

final class ScorerStageTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final RecordPosition POSITION = new RecordPosition(3, 5_000_000_000L);

    @Test
    void aScoreIsTheDifferenceOfTheCosinesAndSaysWhatMadeIt() throws Exception {
        // given
        GeneratedImage image = Images.inline(1);

        // when
        Outcome.Emit<ScoredImage> outcome = (Outcome.Emit<ScoredImage>) score(image, new float[] {0.6f, 0.8f}, true);

        // then
        MarginScore score = outcome.value().score();
        assertThat(outcome.key()).isEqualTo("experiment/pair-1/lerp/0.5/1/judge");
        assertThat(score.getIdentity()).isEqualTo(image.getIdentity());
        assertThat(score.getScorerId()).isEqualTo("judge");
        assertThat(score.getScorerSha256()).isEqualTo(Images.bundle().sha256());
        assertThat(score.getSimSource()).isCloseTo(0.6, within(1e-7));
        assertThat(score.getSimTarget()).isCloseTo(0.8, within(1e-7));
        assertThat(score.getMargin()).isEqualTo(score.getSimTarget() - score.getSimSource());
        assertThat(score.getSourceTruncated()).isFalse();
        assertThat(score.getTargetTruncated()).isTrue();
        assertThat(score.getImageSha256()).isEqualTo(image.getImage().getSha256());
        assertThat(score.getImagePosition()).isEqualTo(new ImagePosition(3, 5_000_000_000L));
        assertThat(EmbeddingBytes.ofImage(score)).hasValue(new float[] {0.6f, 0.8f});
        assertThat(score.getImageEmbedding()).as("the form of before").isNull();
        assertThat(score.getScoredAt()).isEqualTo(NOW);
    }

    @Test
    void anImageWithoutASourcePromptIsScoredByItsTargetAloneAndNoEmptyTextIsEmbedded() throws Exception {
        // given
        GeneratedImage image = alignment("");

        // when
        var outcome = (Outcome.Emit<ScoredImage>) score(image, new float[] {0.6f, 0.8f}, true);

        // then
        MarginScore score = outcome.value().score();
        assertThat(score.getMeasure()).isEqualTo("alignment");
        assertThat(score.getSimTarget()).isCloseTo(0.8, within(1e-7));
        assertThat(score.getSource()).isEmpty();
        assertThat(score.getSimSource()).isNaN();
        assertThat(score.getMargin()).isNaN();
        assertThat(score.getSourceTruncated()).isFalse();
        assertThat(score.getTargetTruncated()).isTrue();
        assertThat(score.getTokens()).isEqualTo(new PromptTokens(false, 0, 0));
        assertThat(outcome.value().texts()).singleElement().satisfies(text -> assertThat(text.getText())
                .isEqualTo("a blue car"));
    }

    @Test
    void bothMeasuresMayBeInOneBatchAndTheirTargetsHaveTheSameCosine() throws Exception {
        // given
        ScorerStage stage = stage(new FixedEncoder(new float[] {0.6f, 0.8f}), false);

        // when
        List<Outcome<ScoredImage>> outcomes = stage.process(
                List.of(stage.prepare(Images.inline(1), POSITION), stage.prepare(alignment(""), POSITION)));

        // then
        assertThat(outcomes)
                .extracting(
                        outcome -> ((Outcome.Emit<ScoredImage>) outcome).value().score())
                .satisfiesExactly(
                        margin -> assertThat(margin.getMeasure()).isNull(),
                        alignment -> assertThat(alignment.getMeasure()).isEqualTo("alignment"))
                .extracting(MarginScore::getSimTarget)
                .containsOnly(0.8f * 1.0 / Math.hypot(0.6f, 0.8f));
    }

    @Test
    void anEmptySourcePromptOfTheMarginIsComparedWithAsBefore() throws Exception {
        // given
        GeneratedImage image = Images.inline(1);
        image.put("source", "");

        // when
        var outcome = (Outcome.Emit<ScoredImage>) score(image, new float[] {0.6f, 0.8f}, false);

        // then
        assertThat(outcome.value().score().getMargin()).isEqualTo(0.0);
        assertThat(outcome.value().score().getMeasure()).isNull();
    }

    @Test
    void aMeasureThatIsUnknownOrDoesNotFitTheSourcePromptIsRefusedInOneLine() {
        GeneratedImage unknown = Images.inline(1);
        unknown.put("measure", "distance");

        assertRefused(
                unknown,
                FailureKind.INVALID_REQUEST,
                "measure \"distance\" is unknown: it is alignment, or absent for the margin");
        assertRefused(
                alignment("a red car"),
                FailureKind.INVALID_REQUEST,
                "the measure is alignment, for images without a source prompt, and there is one;"
                        + " leave the source empty, or the measure absent for the margin");
    }

    private static GeneratedImage alignment(String source) {
        GeneratedImage image = Images.inline(1);
        image.put("measure", "alignment");
        image.put("source", source);
        return image;
    }

    @Test
    void embeddingsMayBeLeftOut() throws Exception {
        var outcome = (Outcome.Emit<ScoredImage>) score(Images.inline(1), new float[] {1, 0}, false);

        assertThat(EmbeddingBytes.ofImage(outcome.value().score())).isEmpty();
        assertThat(outcome.value().texts()).isEmpty();
    }

    @Test
    void anEmbeddingHasLengthOneWhateverTheModelGives() throws Exception {
        var outcome = (Outcome.Emit<ScoredImage>) score(Images.inline(1), new float[] {3, 4}, true);

        assertThat(EmbeddingBytes.ofImage(outcome.value().score())).hasValue(new float[] {0.6f, 0.8f});
    }

    @Test
    void aScoreComesWithTheEmbeddingsOfBothPromptsUnderKeysOfTheirOwn() throws Exception {
        // given
        GeneratedImage image = Images.inline(1);

        // when
        var outcome = (Outcome.Emit<ScoredImage>) score(image, new float[] {0.6f, 0.8f}, true);

        // then
        String sha256 = Images.bundle().sha256();
        String dtype = Images.bundle().dtype().id();
        assertThat(outcome.value().textsByKey())
                .containsOnly(
                        entry(
                                RecordKeys.textEmbeddingKey(sha256, dtype, image.getSource()),
                                new io.steerscope.schemas.record.TextEmbedding(
                                        "judge",
                                        sha256,
                                        dtype,
                                        image.getSource(),
                                        false,
                                        0,
                                        EmbeddingBytes.unit(new float[] {1, 0}))),
                        entry(
                                RecordKeys.textEmbeddingKey(sha256, dtype, image.getTarget()),
                                new io.steerscope.schemas.record.TextEmbedding(
                                        "judge",
                                        sha256,
                                        dtype,
                                        image.getTarget(),
                                        true,
                                        0,
                                        EmbeddingBytes.unit(new float[] {0, 1}))));
    }

    @Test
    void anEmbeddingThatIsNotFiniteIsAFailureOfThatImageAlone() throws Exception {
        assertThat(score(Images.inline(1), new float[] {Float.NaN, 0}, false))
                .isInstanceOfSatisfying(Outcome.Reject.class, reject -> assertThat(reject.kind())
                        .isEqualTo(FailureKind.PROCESSING_ERROR));
    }

    @Test
    void anImageThatDeclaresMorePixelsThanTheLimitIsRefusedBeforeItIsDecoded() {
        // given: the header of a PNG of 18,900 x 18,900
        byte[] png = Images.png(1);
        ByteBuffer.wrap(png).putInt(16, 18_900).putInt(20, 18_900);

        // then
        assertRefused(
                Images.image(1, "a blue car", Images.data(png, null, Images.sha256(png))),
                FailureKind.LIMIT_EXCEEDED,
                "PNG of 18900 x 18900 has 357210000 pixels, more than the limit of 67108864 (--max-image-pixels)");
    }

    @Test
    void bytesThatAreNoImageAreMalformed() {
        byte[] text = "no image".getBytes(StandardCharsets.US_ASCII);

        assertRefused(
                Images.image(1, "a blue car", Images.data(text, null, Images.sha256(text))),
                FailureKind.MALFORMED_RECORD,
                "not an image, or of a format that is not supported (use PNG, JPEG, GIF, BMP, WebP or TIFF)");
    }

    @Test
    void aTextThatIsLongerThanTheLimitIsRefusedByItsName() {
        GeneratedImage image =
                Images.image(1, "b".repeat(3 << 20), Images.inline(1).getImage());

        assertRefused(
                image,
                FailureKind.LIMIT_EXCEEDED,
                "the target prompt has 3145728 characters, more than the limit of 10000 (--max-prompt-length)");
    }

    @Test
    void theLimitsOfImagesAreTheSameEverywhere() {
        assertThat(RecordLimits.DEFAULT.imagePixels()).isEqualTo(ImageDecoder.DEFAULT_PIXELS);
    }

    private static void assertRefused(GeneratedImage image, FailureKind kind, String message) {
        ScorerStage stage = stage(new FixedEncoder(new float[] {1, 0}), false);

        assertThatThrownBy(() -> stage.prepare(image, POSITION))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage(message)
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(kind);
    }

    @Test
    void aModelThatDoesNotFitIntoMemoryIsNoFaultOfTheImages() throws Exception {
        // given
        ScorerStage stage = stage(new TooLargeEncoder(), false);
        PreparedImage image = stage.prepare(Images.inline(1), POSITION);

        // when
        ThrowingCallable process = () -> stage.process(List.of(image));

        // then
        assertThatThrownBy(process)
                .isInstanceOf(UnusableModelException.class)
                .hasMessage("image_encoder.pt has too little memory");
    }

    @Test
    void theSubjectOfAnImageIsItsIdentityCategoryAndPlace() {
        // given
        GeneratedImage image = Images.inline(1);
        GeneratedImage placed = Images.placed(7);
        ScorerStage stage = stage(new FixedEncoder(new float[] {1, 0}), false);

        // when / then
        assertThat(stage.subject(image)).isEqualTo(new Subject(image.getIdentity(), "colour", null));
        assertThat(stage.subject(placed)).isEqualTo(new Subject(image.getIdentity(), "colour", 7));
    }

    @Test
    void aScoreHasThePlaceOfItsImage() throws Exception {
        // given
        GeneratedImage placed = Images.placed(7);

        // when
        var outcome = (Outcome.Emit<ScoredImage>) score(placed, new float[] {0.6f, 0.8f}, false);

        // then
        assertThat(outcome.value().score().getPlace()).isEqualTo(7);
    }

    @Test
    void aPlaceBelowZeroIsRefused() {
        // given
        GeneratedImage image = Images.placed(-1);
        ScorerStage stage = stage(new FixedEncoder(new float[] {1, 0}), false);

        // when / then
        assertThatThrownBy(() -> stage.prepare(image, POSITION))
                .isInstanceOf(RejectedRecordException.class)
                .hasMessage("place -1 is not among those of a cell, which count from 0; leave it out");
        assertThat(stage.subject(image).place()).isNull();
    }

    private static Outcome<ScoredImage> score(GeneratedImage image, float[] embedding, boolean keepsEmbeddings)
            throws Exception {
        ScorerStage stage = stage(new FixedEncoder(embedding), keepsEmbeddings);
        return stage.process(List.of(stage.prepare(image, POSITION))).get(0);
    }

    private static ScorerStage stage(ImageTextEncoder encoder, boolean keepsEmbeddings) {
        return new ScorerStage(
                Images.bundle(),
                "judge",
                encoder,
                keepsEmbeddings,
                RecordLimits.DEFAULT,
                null,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static final class TooLargeEncoder implements ImageTextEncoder {

        @Override
        public float[][] encodeImages(List<float[]> pixelValues) {
            throw new OutOfMemoryException("image_encoder.pt has too little memory");
        }

        @Override
        public List<TextEmbedding> encodeTexts(List<String> texts) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Source prompts lie along the first axis, target prompts along the second. */
    private record FixedEncoder(float[] image) implements ImageTextEncoder {

        @Override
        public float[][] encodeImages(List<float[]> pixelValues) {
            return pixelValues.stream().map(pixels -> image).toArray(float[][]::new);
        }

        @Override
        public List<TextEmbedding> encodeTexts(List<String> texts) {
            return texts.stream()
                    .map(text -> text.contains("red")
                            ? new TextEmbedding(new float[] {1, 0}, new long[] {7}, 0)
                            : new TextEmbedding(new float[] {0, 1}, new long[] {8}, 3))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
