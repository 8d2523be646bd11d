package io.steerscope.aggregator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DecisionPublisherTest {

    private static final Experiment DESIGN = StoppedScores.design();
    private static final List<MarginScore> SCORES = StoppedScores.scores(DESIGN, ToyExperiment.SCORER);

    private final AtomicBoolean inCharge = new AtomicBoolean(true);
    private final AtomicLong nanos = new AtomicLong();
    private final TopologyFixture topology = new TopologyFixture();
    private final List<ProducerRecord<String, Decision>> topic = new ArrayList<>();
    private final List<MockProducer<String, Decision>> producers = new ArrayList<>();
    private final DecisionPublisher publisher = publisher();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void everyDecisionIsWrittenOnceInOneTransaction() {
        // given
        topology.design(DESIGN).scoreAll(SCORES);

        // when
        publish();
        publish();

        // then
        assertThat(written()).hasSize(4);
        assertThat(producers).hasSize(1);
        assertThat(producers.get(0).commitCount()).isEqualTo(1);
        assertThat(topic.get(0).key())
                .isEqualTo("toy/clip-c/analogy/%s/%s"
                        .formatted(written().get(0).getAlpha(), written().get(0).getCategory()));
    }

    @Test
    void nothingIsWrittenUntilWhatWasThereAtTheStartIsInTheState() {
        // given
        topology.design(DESIGN).scoreAll(SCORES);

        // when
        publisher.publishDue();

        // then
        assertThat(written()).isEmpty();
    }

    @Test
    void withoutADesignThatStopsNoProducerIsOpened() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());

        // when
        publish();

        // then
        assertThat(producers).isEmpty();
    }

    @Test
    void correctedScoresDoNotChangeADecision() {
        // given
        topology.design(DESIGN).scoreAll(SCORES);
        publish();
        List<Decision> before = written();

        // when
        SCORES.forEach(score -> topology.score(
                Edited.with(ToyExperiment.corrected(score, -score.getMargin()), "place", score.getPlace())));
        publish();
        inCharge.set(false);
        publish();
        inCharge.set(true);
        publish();

        // then
        assertThat(written()).isEqualTo(before);
        assertThat(producers).hasSize(2);
    }

    @Test
    void whoComesIntoChargeFencesTheOneBeforeReadsWhatItWroteAndWritesTheRest() {
        // given
        topology.design(DESIGN).scoreAll(SCORES.subList(0, SCORES.size() / 2));
        List<MarginScore> size = SCORES.stream()
                .filter(score -> score.getCategory().equals(StoppedScores.SIZE))
                .toList();
        size.forEach(topology::retract);
        publish();
        assertThat(written()).hasSize(2);
        size.forEach(topology::score);
        DecisionPublisher other = publisher();

        // when
        publish(other);

        // then
        assertThat(written()).hasSize(4);
        assertThat(written().stream().map(Decision::getCategory).toList())
                .containsExactly(StoppedScores.COLOUR, StoppedScores.COLOUR, StoppedScores.SIZE, StoppedScores.SIZE);
    }

    @Test
    void oneThatIsFencedGivesUpAndTriesAgainAfterARestWhileItIsInCharge() {
        // given
        topology.design(DESIGN);
        publish();
        producers.get(0).fenceProducer();
        topology.scoreAll(SCORES);

        // when
        publish();

        // then
        assertThat(written()).isEmpty();
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers).hasSize(1);

        // when it is not in charge any more after the rest
        nanos.addAndGet(DecisionPublisher.FAILURE_REST_NANOS);
        inCharge.set(false);
        publish();

        // then
        assertThat(producers).hasSize(1);

        // when
        inCharge.set(true);
        publish();

        // then
        assertThat(producers).hasSize(2);
        assertThat(written()).hasSize(4);
    }

    @Test
    void decisionsWaitWhileTheStateIsAway() {
        // given
        topology.design(DESIGN).scoreAll(SCORES);
        topology.interrupt(StateUnavailableException.Reason.RESTORING);

        // then
        assertThatThrownBy(publisher::publishDue).isInstanceOf(StateUnavailableException.class);

        // when
        topology.interrupt(null);
        publish();

        // then
        assertThat(written()).hasSize(4);
    }

    @Test
    void anExperimentMadeAgainWithAnotherDesignIsDecidedAgain() {
        // given
        topology.design(DESIGN).scoreAll(SCORES);
        publish();

        // when
        topology.design(Edited.with(DESIGN, "designSha256", "e".repeat(64)));
        publish();

        // then
        assertThat(written()).hasSize(8);
    }

    private void publish() {
        publish(publisher);
    }

    /** So often that what was written before is in the state for sure. */
    private static void publish(DecisionPublisher one) {
        for (int i = 0; i < 3; i++) {
            one.publishDue();
        }
    }

    private List<Decision> written() {
        producers.forEach(producer -> {
            topic.addAll(producer.history());
            producer.clear();
        });
        return topic.stream().map(ProducerRecord::value).toList();
    }

    private DecisionPublisher publisher() {
        return new DecisionPublisher(
                topology,
                () -> DecisionLog.open(this::producer, this::read, TopologyFixture.TOPICS, RecordLimits.DEFAULT),
                inCharge::get,
                nanos::get);
    }

    private MockProducer<String, Decision> producer() {
        producers.stream().filter(before -> !before.closed()).forEach(MockProducer::fenceProducer);
        MockProducer<String, Decision> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new StringSerializer(), AvroSerdes.serializer(Decision.class));
        producers.add(producer);
        return producer;
    }

    private void read(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        written();
        topic.forEach(record -> action.accept(new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                record.key().getBytes(StandardCharsets.UTF_8),
                AvroSerdes.serializer(Decision.class).serialize(record.topic(), record.value()))));
    }
}
