package io.steerscope.scorerworker.scoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.steerscope.inference.clip.ClipMargin;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClipScoringTest {

    private ScorerStage stage;

    @BeforeAll
    void open() {
        ClipEncoder encoder = new ClipEncoder(ClipModel.open(Images.bundle(), Device.CPU, 1));
        stage = new ScorerStage(
                Images.bundle(),
                "tiny-clip",
                encoder,
                true,
                RecordLimits.DEFAULT,
                null,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void aScoreIsBitIdenticalWhateverSharesItsBatch() throws Exception {
        // given
        List<GeneratedImage> images = new ArrayList<>();
        for (int seed = 0; seed < 2 * Images.bundle().batchSize() + 1; seed++) {
            images.add(Images.inline(seed));
        }

        // when
        List<ScoredImage> together = scoredImages(images);
        List<ScoredImage> alone = new ArrayList<>();
        for (GeneratedImage image : images) {
            alone.addAll(scoredImages(List.of(image)));
        }

        // then
        assertThat(together).as("margins and embeddings").isEqualTo(alone);
        assertThat(together).extracting(image -> image.score().getMargin()).doesNotHaveDuplicates();
    }

    @Test
    void theMarginFollowsFromTheEmbeddings() throws Exception {
        // when
        ScoredImage scored = scoredImages(List.of(Images.inline(1))).get(0);

        // then
        float[] image = EmbeddingBytes.ofImage(scored.score()).orElseThrow();
        float[] source = EmbeddingBytes.vector(scored.texts().get(0).getEmbedding());
        float[] target = EmbeddingBytes.vector(scored.texts().get(1).getEmbedding());
        assertThat(image).hasSize(Images.bundle().embeddingDimension());
        assertThat(ClipMargin.of(image, source, target).value())
                .isCloseTo(scored.score().getMargin(), within(1e-6));
    }

    @Test
    void aTextThatIsTooLongIsFlagged() throws Exception {
        GeneratedImage inline = Images.inline(1);
        GeneratedImage image = Images.image(1, "car ".repeat(100), inline.getImage());

        MarginScore score = scores(List.of(image)).get(0);

        assertThat(score.getTargetTruncated()).isTrue();
        assertThat(score.getSourceTruncated()).isFalse();
    }

    @Test
    void promptsThatTheTokenizerMakesOneOfAreFlaggedAndScoredZero() throws Exception {
        // given
        GeneratedImage inline = Images.inline(1);
        String source = inline.getSource();
        GeneratedImage same = Images.image(1, source.toUpperCase(Locale.ROOT) + "\u00A0", inline.getImage());

        // when
        MarginScore score = scores(List.of(same)).get(0);

        // then
        assertThat(score.getTokens()).isEqualTo(new PromptTokens(true, 0, 0));
        assertThat(score.getMargin()).isZero();
        assertThat(scores(List.of(inline)).get(0).getTokens()).isEqualTo(new PromptTokens(false, 0, 0));
    }

    @Test
    void bytesThatAreNoImageAreMalformed() {
        byte[] text = "no image".getBytes(StandardCharsets.UTF_8);
        GeneratedImage image = Images.image(1, "a blue car", Images.data(text, null, Images.sha256(text)));

        assertThatThrownBy(() -> stage.prepare(image, new RecordPosition(0, 0)))
                .isInstanceOf(RejectedRecordException.class)
                .extracting(failure -> ((RejectedRecordException) failure).kind())
                .isEqualTo(FailureKind.MALFORMED_RECORD);
    }

    private List<MarginScore> scores(List<GeneratedImage> images) throws Exception {
        return scoredImages(images).stream().map(ScoredImage::score).toList();
    }

    private List<ScoredImage> scoredImages(List<GeneratedImage> images) throws Exception {
        List<PreparedImage> batch = new ArrayList<>();
        for (GeneratedImage image : images) {
            batch.add(stage.prepare(image, new RecordPosition(0, 0)));
        }
        List<ScoredImage> scores = new ArrayList<>();
        for (Outcome<ScoredImage> outcome : stage.process(batch)) {
            scores.add(((Outcome.Emit<ScoredImage>) outcome).value());
        }
        return scores;
    }
}
