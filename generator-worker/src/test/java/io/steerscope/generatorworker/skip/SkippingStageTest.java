package io.steerscope.generatorworker.skip;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;

import static org.assertj.core.api.Assertions.assertThat;

final class SkippingStageTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final GeneratorSettings SETTINGS = new GeneratorSettings("b", "euler", 2, 5.0, null, 64, 64, null);

    private final SeedStage seeds = new SeedStage();
    private final OddOffsets unwanted = new OddOffsets();
    private final SkippingStage<Long, String> stage =
            new SkippingStage<>(seeds, unwanted, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void whatIsWantedOfABatchGoesThroughTheModelTogetherAndTheRestIsSkippedInItsPlace() throws Exception {
        // when
        List<Outcome<String>> outcomes = stage.process(List.of(job(0), job(1), job(2), job(3)));

        // then
        assertThat(seeds.calls).containsExactly(List.of(0L, 2L));
        assertThat(outcomes)
                .containsExactly(new Outcome.Emit<>("0", "made"), skip(1), new Outcome.Emit<>("2", "made"), skip(3));
    }

    @Test
    void aBatchThatNobodyWantsNeverReachesTheModel() throws Exception {
        assertThat(stage.process(List.of(job(1), job(5)))).containsExactly(skip(1), skip(5));
        assertThat(seeds.calls).isEmpty();
    }

    @Test
    void aJobIsJudgedWhenTheModelWouldBeginWithIt() throws Exception {
        // given
        PositionedJob<Long> prepared = job(2);

        // when
        unwanted.all = true;

        // then
        assertThat(stage.process(List.of(prepared))).containsExactly(skip(2));
    }

    @Test
    void aJobThatNobodyWantsWhenItIsReadIsNotEvenPrepared() throws Exception {
        // when
        PositionedJob<Long> read = job(3);

        // then
        assertThat(seeds.prepared).isEmpty();
        assertThat(stage.process(List.of(read))).containsExactly(skip(3));
    }

    @Test
    void aJobWithoutAPossibleKeyIsLeftToTheStageToRefuse() throws Exception {
        // given
        unwanted.all = true;
        Identity none = new Identity("e", "no/id", "lerp", 0.5, 1L);

        // when
        stage.prepare(new GenerationJob(none, "colour", "a", "b", List.of(), SETTINGS, null), new RecordPosition(4, 2));

        // then
        assertThat(seeds.prepared).containsExactly(1L);
    }

    @Test
    void aSkippedJobSaysItsPlace() throws Exception {
        // given
        unwanted.all = true;
        GenerationJob placed = new GenerationJob(identity(6), "colour", "a", "b", List.of(), SETTINGS, 7);

        // when
        List<Outcome<String>> outcomes = stage.process(List.of(stage.prepare(placed, new RecordPosition(4, 6))));

        // then
        assertThat(outcomes).singleElement().satisfies(outcome -> assertThat(
                        ((Outcome.Skip<String>) outcome).record().getPlace())
                .isEqualTo(7));
    }

    @Test
    void closingClosesBoth() {
        stage.close();

        assertThat(seeds.closed).isTrue();
        assertThat(unwanted.closed).isTrue();
    }

    private PositionedJob<Long> job(long offset) throws Exception {
        return stage.prepare(
                new GenerationJob(identity(offset), "colour", "a", "b", List.of(), SETTINGS, null),
                new RecordPosition(4, offset));
    }

    private static Outcome<String> skip(long offset) {
        return new Outcome.Skip<>(
                "e/p/lerp/0.5/" + offset,
                new SkippedJob(identity(offset), "colour", SkipReason.CANCELLED, 4, offset, NOW, null));
    }

    private static Identity identity(long seed) {
        return new Identity("e", "p", "lerp", 0.5, seed);
    }

    private static final class OddOffsets implements UnwantedJobs {
        private boolean all;
        private boolean closed;

        @Override
        public Optional<SkipReason> reason(GenerationJob job, RecordPosition position) {
            return all || position.offset() % 2 == 1 ? Optional.of(SkipReason.CANCELLED) : Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Prepares a job as its seed. */
    private static final class SeedStage implements StageProcessor<GenerationJob, Long, String> {
        private final List<List<Long>> calls = new ArrayList<>();
        private final List<Long> prepared = new ArrayList<>();
        private boolean closed;

        @Override
        public Subject subject(GenerationJob job) {
            return new Subject(job.getIdentity(), job.getCategory(), job.getPlace());
        }

        @Override
        public Long prepare(GenerationJob job, RecordPosition position) {
            prepared.add(job.getIdentity().getSeed());
            return job.getIdentity().getSeed();
        }

        @Override
        public List<Outcome<String>> process(List<Long> batch) {
            calls.add(batch);
            return batch.stream()
                    .<Outcome<String>>map(seed -> new Outcome.Emit<>(Long.toString(seed), "made"))
                    .toList();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
