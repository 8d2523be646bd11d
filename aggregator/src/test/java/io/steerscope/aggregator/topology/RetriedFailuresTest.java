package io.steerscope.aggregator.topology;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.FailureCount;
import io.steerscope.schemas.deadletter.RetryNote;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts of a failure whose record was put back. */
class RetriedFailuresTest {

    private final TopologyFixture topology = new TopologyFixture();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void aRetriedImageIsOpenUntilItIsScoredOrHasFailedAgain() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        topology.design(ToyExperiment.design()).scoreAll(scores.subList(1, scores.size()));
        Identity failed = scores.get(0).getIdentity();
        DeadLetter letter = ToyExperiment.failure(failed, ToyExperiment.SCORER);
        topology.fail(letter);
        assertThat(progress().isComplete()).isTrue();
        assertThat(progress().failures())
                .containsExactly(new FailureCount(ToyExperiment.SCORER, FailureKind.DEGENERATE_IMAGE, 1));

        // when
        topology.fail(note(letter));

        // then
        assertThat(progress().isComplete()).isFalse();
        assertThat(progress().failures()).isEmpty();
        assertThat(completeness()).isEqualTo(new Completeness(36, 35, 0));
        assertThat(topology.statistics().report(ToyExperiment.ID).isComplete()).isFalse();
        assertThat(topology.statistics().failures(ToyExperiment.ID)).isEmpty();

        // when
        topology.fail(letter);

        // then
        assertThat(progress().isComplete()).isTrue();
        assertThat(completeness()).isEqualTo(new Completeness(36, 35, 1));

        // when
        topology.fail(note(letter)).score(scores.get(0));

        // then
        assertThat(completeness()).isEqualTo(new Completeness(36, 36, 0));
        assertThat(topology.statistics().report(ToyExperiment.ID).failures()).isEmpty();
    }

    @Test
    void aScorerWhoseOnlyFailuresAreRetriedIsStillWaitedFor() {
        // given
        topology.design(ToyExperiment.design());
        ToyExperiment.scores().forEach(score -> {
            DeadLetter letter = ToyExperiment.failure(score.getIdentity(), ToyExperiment.SCORER);
            topology.fail(letter).fail(note(letter));
        });

        // then
        assertThat(completeness()).isEqualTo(new Completeness(36, 0, 0));
        assertThat(progress().isComplete()).isFalse();
        assertThat(topology.statistics().report(ToyExperiment.ID).isComplete()).isFalse();
    }

    @Test
    void anExperimentWhoseImagesAllFailedIsOpenAgainOnceOneIsRetried() {
        // given
        topology.design(ToyExperiment.design());
        ToyExperiment.scores().forEach(score -> topology.fail(ToyExperiment.failure(score.getIdentity(), null)));
        assertThat(progress().isComplete()).isTrue();

        // when
        topology.fail(note(ToyExperiment.failure(ToyExperiment.scores().get(0).getIdentity(), null)));

        // then
        assertThat(progress().isComplete()).isFalse();
        assertThat(progress().generator().failed()).isEqualTo(35);
        assertThat(topology.statistics().report(ToyExperiment.ID).isComplete()).isFalse();
    }

    private ExperimentProgress progress() {
        return topology.statistics().progress(ToyExperiment.ID);
    }

    private Completeness completeness() {
        return progress().scorers().get(0).completeness();
    }

    private static DeadLetter note(DeadLetter letter) {
        byte[] value = RetryNote.of("dead-letters", 0, 0, null, letter, Instant.ofEpochMilli(9_000))
                .value();
        return AvroSerdes.deserializer(DeadLetter.class).deserialize("dead-letters", value);
    }
}
