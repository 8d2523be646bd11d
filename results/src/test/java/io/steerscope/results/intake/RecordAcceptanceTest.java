package io.steerscope.results.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.Edited;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RecordAcceptanceTest {

    private static final MarginScore SCORE = ToyExperiment.scores().get(0);

    private final RecordAcceptance<MarginScore> scores = RecordAcceptance.ofScores(RecordLimits.DEFAULT);
    private final RecordAcceptance<Experiment> designs = RecordAcceptance.ofExperiments(RecordLimits.DEFAULT);
    private final RecordAcceptance<DeadLetter> letters = RecordAcceptance.ofDeadLetters(RecordLimits.DEFAULT);

    @Test
    void aScoreCountsUnderItsKeyWithoutItsEmbedding() {
        // when
        Judgement<MarginScore> judgement = judge(key(SCORE), SCORE);

        // then
        MarginScore kept = Edited.without(SCORE, "imageEmbedding");
        assertThat(judgement).isEqualTo(new Judgement.Accepted<>(key(SCORE), kept));
    }

    @Test
    void aTombstoneRetractsWhatCanBeUnderItsKeyAndNothingElse() {
        // then
        assertThat(judgeBytes(key(SCORE), null)).isEqualTo(new Judgement.Retracted<>(key(SCORE)));
        for (String key : List.of("", "toy", "a/b/c/0.50/1/s", "a/b/c/0.5/+1/s", "a/b/c/NaN/1/s", "a/b/c/0.5/1/s/t")) {
            assertThat(judgeBytes(key, null)).as(key).isInstanceOf(Judgement.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, -1.0, 1.0000001, 0.0, -0.0})
    void cosinesMayBeALittleMoreThanOne(double cosine) {
        // given
        MarginScore score = changed(copy -> copy.put("simSource", cosine));

        // then
        assertThat(judge(key(score), score)).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void anAlignmentCountsWithoutAMarginAndAMarginNeverWithoutOne() {
        // given
        MarginScore alignment = ImageExperiment.alignment(SCORE.getIdentity(), SCORE.getScorerId(), "colour", 0.3);

        // then
        assertThat(judge(key(alignment), alignment))
                .as("as text, as no record with NaN equals another")
                .hasToString(new Judgement.Accepted<>(key(SCORE), alignment).toString());
        assertThat(judge(key(SCORE), changed(copy -> copy.put("margin", Double.NaN))))
                .isEqualTo(new Judgement.Refused<>(FailureKind.INVALID_REQUEST, "its margin is NaN"));
        assertThat(judge(key(SCORE), changed(copy -> copy.put("simSource", Double.NaN))))
                .isInstanceOf(Judgement.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("unsoundAlignments")
    void anAlignmentThatSaysSomethingOfASourcePromptIsRefused(String field, Object value, String reason) {
        // given
        MarginScore score = Edited.with(
                ImageExperiment.alignment(SCORE.getIdentity(), SCORE.getScorerId(), "colour", 0.3), field, value);

        // then
        assertThat(judge(key(score), score)).isEqualTo(new Judgement.Refused<>(FailureKind.INVALID_REQUEST, reason));
    }

    static Stream<Arguments> unsoundAlignments() {
        String margin = "it is an alignment and has a margin or a similarity with the source prompt";
        return Stream.of(
                Arguments.of("margin", 0.0, margin),
                Arguments.of("simSource", 0.0, margin),
                Arguments.of("simTarget", Double.NaN, "its similarity with the target prompt is NaN"),
                Arguments.of("source", "a red car", "it is an alignment and has a source prompt"),
                Arguments.of(
                        "sourceTruncated",
                        true,
                        "it is an alignment and says something of the tokens of a source prompt"),
                Arguments.of(
                        "tokens",
                        new PromptTokens(true, 0, 0),
                        "it is an alignment and says something of the tokens of a source prompt"),
                Arguments.of(
                        "measure",
                        "distance",
                        "measure \"distance\" is unknown: it is alignment, or absent for the margin"));
    }

    @Test
    void aDesignOfImagesHasNoSeedsAndNoOtherDesignDoes() {
        // given
        Experiment images = ImageExperiment.design(Measure.ALIGNMENT);

        // then
        assertThat(judge(images)).isInstanceOf(Judgement.Accepted.class);
        assertThat(reason(Edited.with(images, "seeds", List.of(1L))))
                .isEqualTo("its kind is images and it names seeds");
        assertThat(reason(Edited.without(images, "kind"))).startsWith("it has 0 seeds");
        assertThat(reason(Edited.with(images, "kind", "films")))
                .isEqualTo("kind \"films\" is unknown: it is images, or absent for an experiment of jobs");
        assertThat(reason(Edited.with(images, "measure", "distance"))).startsWith("measure \"distance\" is unknown");
        assertThat(reason(Edited.with(ToyExperiment.design(), "measure", "alignment")))
                .startsWith("its measure is alignment and its kind is not images");
    }

    private Judgement<Experiment> judge(Experiment design) {
        return designs.judge("experiments", bytes(design.getExperimentId()), new RecordHeaders(), encode(design));
    }

    private String reason(Experiment design) {
        return ((Judgement.Refused<Experiment>) judge(design)).reason();
    }

    @Test
    void anEmbeddingOfLengthOneCountsAndIsLeftBehind() {
        // given
        MarginScore carrying = changed(copy -> copy.put("embedding", EmbeddingBytes.unit(new float[] {1, 2, 3, 4})));

        // then
        MarginScore kept = Edited.without(SCORE, "imageEmbedding");
        assertThat(judge(key(carrying), carrying)).isEqualTo(new Judgement.Accepted<>(key(SCORE), kept));
    }

    @Test
    void anEmbeddingMayBeAsLongAsRoundingMakesIt() {
        assertThat(judgeEmbedding(floats(0.9991f))).isInstanceOf(Judgement.Accepted.class);
        assertThat(judgeEmbedding(floats(1.0009f))).isInstanceOf(Judgement.Accepted.class);
    }

    @Test
    void anEmbeddingThatIsNoVectorOfLengthOneIsRefused() {
        assertRefused(new byte[7], "its image embedding has 7 bytes, which are no vector of float32");
        assertRefused(new byte[0], "its image embedding has length 0.0, not 1");
        assertRefused(floats(0, 0), "its image embedding has length 0.0, not 1");
        assertRefused(floats(2, 0), "its image embedding has length 2.0, not 1");
        assertRefused(floats(Float.NaN, 1), "its image embedding has length NaN, not 1");
        assertRefused(floats(1, Float.NEGATIVE_INFINITY), "its image embedding has length Infinity, not 1");
    }

    private void assertRefused(byte[] embedding, String reason) {
        assertThat(judgeEmbedding(embedding)).isEqualTo(new Judgement.Refused<>(FailureKind.INVALID_REQUEST, reason));
    }

    private Judgement<MarginScore> judgeEmbedding(byte[] embedding) {
        MarginScore score = changed(copy -> copy.put("embedding", ByteBuffer.wrap(embedding)));
        return judge(key(score), score);
    }

    private static byte[] floats(float... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float element : elements) {
            bytes.putFloat(element);
        }
        return bytes.array();
    }

    @Test
    void textsCountUpToTheirLimit() {
        // given
        String longest = "é".repeat(RecordLimits.DEFAULT.promptLength());

        // then
        assertThat(judge(key(SCORE), changed(copy -> copy.put("target", longest))))
                .isInstanceOf(Judgement.Accepted.class);
        assertThat(judge(key(SCORE), changed(copy -> copy.put("target", longest + "e"))))
                .isEqualTo(new Judgement.Refused<>(
                        FailureKind.LIMIT_EXCEEDED, "its target prompt has 10001 characters, more than 10000"));
    }

    @Test
    void aLimitThatWasRaisedStillLeavesRecordsThatCanBeStored() {
        // given
        RecordAcceptance<MarginScore> raised =
                RecordAcceptance.ofScores(RecordLimits.DEFAULT.withPromptLength(1 << 20));
        MarginScore fits = changed(copy -> copy.put("target", "x".repeat(300_000)));
        MarginScore huge = changed(copy -> copy.put("target", "x".repeat(500_000)));

        // then
        assertThat(raised.judge("scores", bytes(key(fits)), new RecordHeaders(), encode(fits)))
                .isInstanceOf(Judgement.Accepted.class);
        assertThat(raised.judge("scores", bytes(key(huge)), new RecordHeaders(), encode(huge)))
                .isInstanceOf(Judgement.Refused.class);
    }

    @Test
    void aRecordOfANewerReleaseIsNobodysFault() {
        // given
        RecordHeaders headers = new RecordHeaders();
        headers.add("steerscope-schema-version", bytes("11"));

        // then
        assertThatThrownBy(() -> scores.judge("scores", bytes(key(SCORE)), headers, new byte[5]))
                .isInstanceOf(NewerSchemaException.class);
        assertThat(scores.judge("scores", bytes(key(SCORE)), headers, null)).isInstanceOf(Judgement.Retracted.class);
    }

    @Test
    void lettersThatNameNoJobAndThoseOfTheAggregatorAreIgnored() {
        // given
        DeadLetter letter = ToyExperiment.failure(SCORE.getIdentity(), null);
        DeadLetter own = Edited.with(letter, "stage", "aggregator");
        DeadLetter nobody = Edited.without(letter, "identity");
        DeadLetter invalid = Edited.with(letter, "identity", new Identity("a/b", "p", "m", Double.NaN, 0L));

        // then
        assertThat(Stream.of(own, nobody, invalid).map(this::judge))
                .allSatisfy(judgement -> assertThat(judgement).isInstanceOf(Judgement.Ignored.class));
    }

    @Test
    void aHugeLetterCountsWithAShortError() {
        // given
        DeadLetter huge = Edited.with(
                Edited.with(
                        Edited.with(ToyExperiment.failure(SCORE.getIdentity(), null), "error", "e".repeat(5_000_000)),
                        "category",
                        "c".repeat(1_000_000)),
                "stage",
                "s".repeat(1_000_000));

        // when
        Judgement<DeadLetter> judgement = judge(huge);

        // then
        assertThat(judgement).isInstanceOfSatisfying(Judgement.Accepted.class, accepted -> {
            DeadLetter kept = (DeadLetter) accepted.value();
            assertThat(kept.getError()).hasSize(2_001).endsWith("…");
            assertThat(AvroSerdes.serializer(DeadLetter.class).serialize("", kept))
                    .hasSizeLessThan(50_000);
        });
    }

    @ParameterizedTest
    @MethodSource("absurdDesigns")
    void aDesignThatNoQuestionCanBeAnsweredAboutIsRefusedWithItsReason(Consumer<Experiment> change, String reason) {
        // given
        Experiment design = Edited.copy(ToyExperiment.design());
        change.accept(design);

        // when
        Judgement<Experiment> judgement =
                designs.judge("experiments", bytes("toy"), new RecordHeaders(), encode(design));

        // then
        assertThat(judgement).isInstanceOfSatisfying(Judgement.Refused.class, refused -> assertThat(refused.reason())
                .startsWith(reason));
    }

    static Stream<Arguments> absurdDesigns() {
        return Stream.of(
                change(design -> design.put("expectedJobs", Long.MAX_VALUE), "it expects 9223372036854775807 jobs"),
                change(design -> design.put("expectedJobs", -1L), "its number of expected jobs is -1"),
                change(design -> design.put("categories", List.of()), "it has 0 categories, fewer than 1"),
                change(
                        design -> design.put("categories", List.of(new CategoryDesign("a", -3, null))),
                        "its number of pairs of a category is -3"),
                change(
                        design -> design.put(
                                "categories",
                                List.of(
                                        new CategoryDesign("a", Integer.MAX_VALUE, null),
                                        new CategoryDesign("b", 1, null))),
                        "it has 2147483648 pairs, more than 1000000"),
                change(
                        design -> design.put(
                                "categories",
                                List.of(new CategoryDesign("a", 1, null), new CategoryDesign("a", 1, null))),
                        "it names category a twice"),
                change(
                        design -> design.put(
                                "categories", Collections.nCopies(1_000_000, new CategoryDesign("a", 1, null))),
                        "it has 1000000 categories, more than 10000"),
                change(design -> design.put("seeds", List.of()), "it has 0 seeds, fewer than 1"),
                change(design -> design.put("seeds", List.of(1L, 1L)), "it names seed 1 twice"),
                change(
                        design -> design.put(
                                "seeds", LongStream.range(0, 700_000).boxed().toList()),
                        "it has 700000 seeds, more than 10000"),
                change(design -> design.put("alphas", List.of()), "it has 0 alphas, fewer than 1"),
                change(design -> design.put("alphas", List.of(Double.NaN)), "its alpha is NaN"),
                change(design -> design.put("alphas", List.of(0.0, -0.0)), "it names alpha 0.0 twice"),
                change(design -> design.put("methods", List.of()), "it has 0 methods, fewer than 1"),
                change(design -> design.put("methods", List.of("a b")), "method \"a b\" must consist of"),
                change(
                        design -> design.put(
                                "settings", new GeneratorSettings("b", "s", 1, Double.NaN, null, 1, 1, null)),
                        "its guidance scale is NaN"),
                change(
                        design -> design.put("methods", List.of("lerp", "target")),
                        "method target stands for an unsteered image"),
                change(
                        design -> design.put("baseline", "target"),
                        "baseline \"target\" is unknown: use none, source or source,target"),
                change(design -> design.put("baseline", "s".repeat(500)), "its baseline has 500 characters"),
                change(design -> design.put("designSha256", "d".repeat(500)), "its checksum has 500 characters"),
                change(design -> design.put("experimentId", "other"), "it belongs under key other"));
    }

    private static Arguments change(Consumer<Experiment> change, String reason) {
        return arguments(change, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}{}", "{\"a\":1} x", "{a:1}"})
    void aReportIsOneJsonObject(String json) {
        // given
        RecordAcceptance<ExperimentReport> reports = RecordAcceptance.ofReports();
        byte[] good = encodeReport("{\"a\": [1, {}]}");

        // then
        assertThat(reports.judge("reports", bytes("toy"), new RecordHeaders(), good))
                .isInstanceOf(Judgement.Accepted.class);
        assertThat(reports.judge("reports", bytes("toy"), new RecordHeaders(), encodeReport(json)))
                .isInstanceOf(Judgement.Refused.class);
    }

    private Judgement<MarginScore> judge(String key, MarginScore score) {
        return judgeBytes(key, encode(score));
    }

    private Judgement<MarginScore> judgeBytes(String key, byte @Nullable [] value) {
        return scores.judge("scores", bytes(key), new RecordHeaders(), value);
    }

    private Judgement<DeadLetter> judge(DeadLetter letter) {
        byte[] value = AvroSerdes.serializer(DeadLetter.class).serialize("", letter);
        return letters.judge("dead-letters", null, new RecordHeaders(), value);
    }

    private static MarginScore changed(Consumer<MarginScore> change) {
        MarginScore copy = Edited.copy(SCORE);
        change.accept(copy);
        return copy;
    }

    private static byte[] encode(MarginScore score) {
        return AvroSerdes.serializer(MarginScore.class).serialize("", score);
    }

    private static byte[] encode(Experiment design) {
        return AvroSerdes.serializer(Experiment.class).serialize("", design);
    }

    private static byte[] encodeReport(String json) {
        return AvroSerdes.serializer(ExperimentReport.class)
                .serialize("", new ExperimentReport("toy", "d", List.of("s"), json));
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
