package io.steerscope.aggregator.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.steerscope.interactivequeries.InputPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StageRatesTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(5));
    private final long start = now.get();
    private final StageRates rates = new StageRates(now::get);

    @Test
    void aSpeedIsKnownAfterTwoSeconds() {
        // then
        assertThat(at(0.0, 100)).isEmpty();
        assertThat(at(1.9, 119)).isEmpty();
        assertThat(at(2.0, 120).orElseThrow()).isEqualTo(10.0, within(1e-9));
    }

    @Test
    void onlyTheLastThirtySecondsCount() {
        // given
        at(0.0, 0);
        at(10.0, 1000);

        // when
        OptionalDouble later = at(38.0, 1056);

        // then
        assertThat(later.orElseThrow()).isEqualTo(2.0, within(1e-9));
    }

    @Test
    void aStageThatStandsStillSlowsDownToNothing() {
        // given
        at(0.0, 0);
        at(10.0, 500);

        // then
        assertThat(at(20.0, 500).orElseThrow()).isEqualTo(25.0, within(1e-9));
        assertThat(at(41.0, 500).orElseThrow()).isZero();
    }

    @Test
    void aRetractionIsNoNegativeSpeed() {
        // given
        at(0.0, 500);

        // then
        assertThat(at(4.0, 480).orElseThrow()).isZero();
    }

    @Test
    void failuresAreSettledToo() {
        // given
        perSecond("e", new StageProgress("scorer", "a", 10, 0, 1000));

        // when
        now.addAndGet(TimeUnit.SECONDS.toNanos(5));

        // then
        assertThat(perSecond("e", new StageProgress("scorer", "a", 20, 10, 1000))
                        .orElseThrow())
                .isEqualTo(4.0, within(1e-9));
    }

    @Test
    void theEndHasNoSpeedAndStagesAreApart() {
        // given
        at(0.0, 0);
        perSecond("e", new StageProgress("scorer", "b", 0, 0, 2000));

        // when
        now.addAndGet(TimeUnit.SECONDS.toNanos(10));

        // then
        assertThat(perSecond("e", stage(2000))).isEmpty();
        assertThat(perSecond("e", new StageProgress("scorer", "b", 50, 0, 2000)).orElseThrow())
                .isEqualTo(5.0, within(1e-9));
        assertThat(perSecond("f", stage(7))).isEmpty();
    }

    @Test
    void nothingIsSaidWhileOldScoresAreRead() {
        // given
        StageRates restarted = new StageRates(now::get);
        restarted.perSecond("e", stage(0), position(0, 100, 0, 0));
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        restarted.perSecond("e", stage(500), position(100, 100, 60, 80));
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));

        // when
        OptionalDouble whileReading = restarted.perSecond("e", stage(1000), position(110, 120, 79, 90));
        restarted.perSecond("e", stage(1120), position(120, 140, 90, 100));
        now.addAndGet(TimeUnit.SECONDS.toNanos(4));
        OptionalDouble afterwards = restarted.perSecond("e", stage(1140), position(130, 150, 95, 100));

        // then
        assertThat(whileReading).isEmpty();
        assertThat(afterwards.orElseThrow()).isEqualTo(5.0, within(1e-9));
    }

    private OptionalDouble perSecond(String experimentId, StageProgress stage) {
        rates.perSecond("none", stage, position(0, 0, 0, 0));
        return rates.perSecond(experimentId, stage, position(0, 0, 0, 0));
    }

    private static InputPosition position(long scores, long scoresEnd, long pairs, long pairsEnd) {
        return new InputPosition(
                Instant.EPOCH,
                new TreeMap<>(Map.of(
                        "scores", new InputPosition.Offsets(List.of(scores), List.of(scoresEnd)),
                        "scores-by-pair", new InputPosition.Offsets(List.of(pairs), List.of(pairsEnd)))));
    }

    private OptionalDouble at(double seconds, long done) {
        now.set(start + (long) (seconds * 1e9));
        return perSecond("e", stage(done));
    }

    private static StageProgress stage(long done) {
        return new StageProgress("generator", null, done, 0, 2000);
    }
}
