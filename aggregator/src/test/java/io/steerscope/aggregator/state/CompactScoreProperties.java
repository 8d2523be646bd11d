package io.steerscope.aggregator.state;

import java.time.Instant;
import java.util.Arrays;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompactScoreProperties {

    @Property(tries = 500)
    void everythingButTheEmbeddingIsReadBack(@ForAll("scores") MarginScore score) {
        // given
        CompactScore compact = compact(score);

        // when
        CompactScore read = CompactScore.fromBytes(compact.toBytes().clone());

        // then
        assertThat(read).isEqualTo(compact).hasSameHashCodeAs(compact);
        assertThat(read.value()).isEqualTo(ScoreValue.of(score));
        assertThat(read.measure()).isEqualTo(ScoreValue.measure(score));
        assertThat(read.category()).isEqualTo(score.getCategory());
        assertThat(read.toRecord(key(score)))
                .as("as text, since NaN equals nothing")
                .hasToString(score.toString());
        assertThat(read.hasContrast())
                .isEqualTo(score.getTokens() == null || !score.getTokens().getSame());
        assertThat(read.tokenCounts().noted()).isEqualTo(score.getTokens() == null ? 0 : 1);
        assertThat(compact.toBytes()[0]).isEqualTo((byte) ((score.getTokens() == null ? 1 : 2)
                + (score.getMeasure() == null ? 0 : 2)
                + (score.getPlace() == null ? 0 : 4)));
        assertThat(read.place()).isEqualTo(score.getPlace() == null ? -1 : score.getPlace());
    }

    @Example
    void everyNaNOfAnAlignmentHasOneForm() {
        // given
        MarginScore score = ImageExperiment.scores(Measure.ALIGNMENT).get(0);
        CompactScore canonical = compact(score);

        // when
        score.put("margin", Double.longBitsToDouble(0xfff8_0000_0000_0001L));

        // then
        assertThat(compact(score)).isEqualTo(canonical);
    }

    @Property(tries = 200)
    void bytesThatAreCutOrGoOnAreRefused(@ForAll("scores") MarginScore score, @ForAll @IntRange(max = 400) int cut) {
        // given
        byte[] bytes = compact(score).toBytes();

        // then
        assertThatThrownBy(() -> CompactScore.fromBytes(Arrays.copyOf(bytes, cut % bytes.length)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompactScore.fromBytes(Arrays.copyOf(bytes, bytes.length + 1 + cut)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than a score");
    }

    @Provide
    Arbitrary<MarginScore> scores() {
        Arbitrary<Identity> identity = Combinators.combine(
                        Arbitraries.of("p-1", "a.b_c"), Arbitraries.of(0.0, 0.5, 1e-7, -2.25), Arbitraries.longs())
                .as((pair, alpha, seed) -> new Identity("toy", pair, "analogy", alpha, seed));
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<String> checksum = Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofLength(64),
                text);
        Arbitrary<ImagePosition> position = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(ImagePosition::new)
                .injectNull(0.3);
        Arbitrary<PromptTokens> tokens = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().greaterOrEqual(0))
                .as(PromptTokens::new)
                .injectNull(0.3);
        Arbitrary<double[]> numbers = Arbitraries.doubles()
                .between(-1.0, 1.0)
                .ofScale(17)
                .array(double[].class)
                .ofSize(3);
        return Combinators.combine(
                        identity,
                        text,
                        text,
                        text,
                        checksum,
                        checksum,
                        position,
                        Combinators.combine(
                                        numbers,
                                        Arbitraries.integers().between(0, 3),
                                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                                        tokens,
                                        Arbitraries.integers().greaterOrEqual(0).injectNull(0.3))
                                .as(Values::new))
                .as((image, category, source, target, scorerSha, imageSha, at, values) -> new MarginScore(
                        image,
                        "clip-c",
                        scorerSha,
                        null,
                        category,
                        source,
                        target,
                        values.isAlignment() ? Double.NaN : values.numbers()[0],
                        values.numbers()[1],
                        values.isAlignment() ? Double.NaN : values.numbers()[2],
                        values.isAlignment() ? "alignment" : null,
                        (values.truncated() & 1) != 0,
                        (values.truncated() & 2) != 0,
                        values.tokens(),
                        imageSha,
                        at,
                        null,
                        null,
                        Instant.ofEpochMilli(values.millis()),
                        values.place()));
    }

    @Property(tries = 200)
    void thePartitionOfItsRecordChangesNothingElse(@ForAll("scores") MarginScore score) {
        // given
        CompactScore plain = compact(score);

        // when
        CompactScore placed = plain.at(7).at(3);

        // then
        assertThat(plain.partition()).isEqualTo(-1);
        assertThat(placed.partition()).isEqualTo(3);
        assertThat(placed).isEqualTo(plain.at(3)).isNotEqualTo(plain);
        assertThat(placed.toRecord(key(score)))
                .hasToString(plain.toRecord(key(score)).toString());
        assertThat(placed.tokenCounts()).isEqualTo(plain.tokenCounts());
        assertThat(placed.place()).isEqualTo(plain.place());
        assertThat(placed.scoredAtMillis()).isEqualTo(score.getScoredAt().toEpochMilli());
        assertThat(CompactScore.fromBytes(placed.toBytes())).isEqualTo(placed);
    }

    record Values(
            double[] numbers, int truncated, long millis, @Nullable PromptTokens tokens, @Nullable Integer place) {

        boolean isAlignment() {
            return (millis & 1) != 0;
        }
    }

    private static CompactScore compact(MarginScore score) {
        CompactScore compact = CompactScore.of(score);
        assertThat(compact).isNotNull();
        return compact;
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }
}
